import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "#components/shell/sign-in-form";
import { signInNotice } from "#lib/auth/sign-in-answers";
import { currentUser } from "#lib/auth/current-user";
import { config } from "#lib/base/config";
import { localClientHeader } from "#lib/base/door-headers";
import { isDemoOpen, signInHintsSlot, type SignInHint } from "#lib/people/demo";
import { canAskForReset } from "#lib/people/mail-link";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  if (await currentUser()) redirect("/contacts");
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
  return local && (await isDemoOpen()) ? (signInHintsSlot.peek() ?? []) : [];
}
