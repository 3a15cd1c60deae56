import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "#components/shell/sign-in-form";
import { signInNotice } from "#lib/auth/sign-in-answers";
import { currentUser } from "#lib/auth/current-user";
import { config } from "#lib/base/config";
import { localClientHeader } from "#lib/base/door-headers";
import { liveDemo } from "#lib/connections/ports";
import { requestLocale } from "#lib/i18n/request-locale";
import {
  isOpen,
  isUntouchedDemo,
  readDemo,
  signInHintsSlot,
  type SignInHint,
} from "#lib/people/demo";
import { canAskForReset } from "#lib/people/mail-link";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  if (await currentUser()) redirect("/day");
  const { oidc } = config();
  const { error } = await searchParams;
  return (
    <SignInForm
      hints={await hintsForClient()}
      mendsForgotten={canAskForReset()}
      oidc={oidc && { name: oidc.name, only: oidc.only }}
      notice={signInNotice(error)}
    />
  );
}

/** The demo's passwords leave this machine on no page. */
async function hintsForClient(): Promise<SignInHint[]> {
  const local = (await headers()).get(localClientHeader) === "1";
  const demo = local ? await readDemo() : null;
  if (!isOpen(demo)) return [];
  const language = await requestLocale();
  if (await isUntouchedDemo(demo, language)) await liveDemo().speak(language);
  return signInHintsSlot.peek() ?? [];
}
