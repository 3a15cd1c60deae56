import { AllWords } from "#components/shell/all-words";
import { SignedInShell } from "#components/shell/signed-in-shell";
import { roleFor } from "#lib/auth/page-roles";

export default function AdminLayout({ children }: { children: React.ReactNode }) {
  return (
    <SignedInShell atLeast={roleFor("/admin")}>
      <AllWords>{children}</AllWords>
    </SignedInShell>
  );
}
