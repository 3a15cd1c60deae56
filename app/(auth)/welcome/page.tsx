import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChoosePasswordForm, WelcomeForm } from "#components/shell/link-forms";
import { NoticePage } from "#components/shell/notice-page";
import { findLink } from "#lib/people/access-links";
import { isFirstAdministrator, isNobodyHere } from "#lib/people/first-administrator";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("signIn"))("welcome.title"),
    // The link is a secret until it is used.
    referrer: "no-referrer",
  };
}

export default async function WelcomePage({ searchParams }: PageProps<"/welcome">) {
  const { token } = await searchParams;
  if (typeof token === "string") {
    const owner = await findLink(token);
    if (owner) return <ChoosePasswordForm token={token} owner={owner} />;
    if (await isFirstAdministrator(token)) return <WelcomeForm token={token} />;
  }
  const t = await getTranslations("signIn");
  return (
    <NoticePage
      title={t("welcome.expiredTitle")}
      text={t((await isNobodyHere()) ? "welcome.nobodyText" : "welcome.expiredText")}
      home={t("submit")}
    />
  );
}
