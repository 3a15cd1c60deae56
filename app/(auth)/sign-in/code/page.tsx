import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CodeForm, StepSetUpForm } from "#components/shell/second-step-forms";
import { openStep, stepCookieName } from "#lib/auth/second-step";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

/** Between the password and the session; without the password's cookie there is nothing here. */
export default async function SecondStepPage() {
  const step = await openStep((await cookies()).get(stepCookieName())?.value);
  if (!step) redirect("/sign-in");
  // One form from the set-up to its recovery codes: the cookie changes in between.
  return step.kind === "code" ? <CodeForm /> : <StepSetUpForm />;
}
