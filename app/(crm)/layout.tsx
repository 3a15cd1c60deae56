import { SignedInShell } from "#components/shell/signed-in-shell";

export default function CrmLayout({ children }: { children: React.ReactNode }) {
  return <SignedInShell>{children}</SignedInShell>;
}
