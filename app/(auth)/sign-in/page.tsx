import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "#components/shell/sign-in-form";
import { currentUser } from "#lib/auth/current-user";
import { signInHintsSlot } from "#lib/users/sign-in-hints";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage() {
  if (await currentUser()) redirect("/contacts");
  return <SignInForm hints={signInHintsSlot.peek() ?? []} />;
}
