import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import { Toaster } from "#components/ui/toaster";

/** Before the sign-in: its few words come with the page, instead of the script of all there are. */
export default async function EntryLayout({ children }: { children: React.ReactNode }) {
  const { common, errors, secondFactor, signIn, people, shell } = await getMessages();
  const { ownName, email, password, errors: faults } = people;
  const { language, languages, roles } = shell;
  const messages = {
    common,
    errors,
    secondFactor,
    signIn,
    people: { ownName, email, password, errors: faults },
    shell: { language, languages, roles },
  };
  return (
    <NextIntlClientProvider messages={messages}>
      {children}
      <Toaster />
    </NextIntlClientProvider>
  );
}
