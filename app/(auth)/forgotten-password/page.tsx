import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ForgottenPasswordForm } from "#components/shell/link-forms";
import { canAskForReset } from "#lib/people/mail-link";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("forgotten.title") };
}

export default function ForgottenPasswordPage() {
  if (!canAskForReset()) notFound();
  return <ForgottenPasswordForm />;
}
