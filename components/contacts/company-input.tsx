"use client";

import { SuggestInput } from "#components/ui/suggest-input";
import { suggestCompaniesAction } from "#lib/contacts/actions";

type CompanyInputProps = Omit<Parameters<typeof SuggestInput>[0], "suggest">;

/** A company's name, those that are known offered while one types. */
export function CompanyInput(props: CompanyInputProps) {
  return <SuggestInput maxLength={200} {...props} suggest={suggest} />;
}

async function suggest(text: string): Promise<string[]> {
  if (text === "") return [];
  const found = await suggestCompaniesAction(text);
  return found.ok ? found.data : [];
}
