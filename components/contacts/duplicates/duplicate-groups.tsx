import { UserCheck } from "lucide-react";
import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";
import type { DuplicateGroup, DuplicateOptions } from "#lib/contacts/duplicates/groups";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { DuplicateRow } from "./duplicate-row";

interface DuplicateGroupsProps {
  groups: DuplicateGroup[];
  options: DuplicateOptions;
  /** From where to look further; null at the end. */
  next: string | null;
}

/** A page of groups; in each, the oldest contact with those that may be the same person. */
export function DuplicateGroups({ groups, options, next }: DuplicateGroupsProps) {
  const t = useTranslations("duplicates");
  const { by, after } = options;
  const pageHref = (from: string) =>
    `/contacts/duplicates?${new URLSearchParams({ by, ...(from && { after: from }) })}`;
  return (
    <>
      {groups.length === 0 && (
        <div className="rounded-xl border border-line bg-surface">
          <EmptyState
            icon={UserCheck}
            title={t(next ? "nothingHere.title" : "empty.title")}
            text={t(next ? "nothingHere.text" : `empty.${by}`)}
          />
        </div>
      )}
      <ul className="flex flex-col gap-3">
        {groups.map((group) => (
          <Group key={`${group.key} ${group.contacts[0]?.id}`} group={group} options={options} />
        ))}
      </ul>
      {(after || next) && (
        <p className="mt-4 flex gap-2">
          {after && <PageLink href={pageHref("")}>{t("begin")}</PageLink>}
          {next && <PageLink href={pageHref(next)}>{t("more")}</PageLink>}
        </p>
      )}
    </>
  );
}

function PageLink({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild>
      <Link href={href}>{children}</Link>
    </Button>
  );
}

function Group({ group, options }: { group: DuplicateGroup; options: DuplicateOptions }) {
  const t = useTranslations("duplicates");
  const [first, ...others] = group.contacts;
  if (!first) return null;
  const { key } = group;
  const words = {
    number: () => t("shared.number", { key: formatPhoneNumber({ raw: key, e164: key }) }),
    email: () => t("shared.email", { key }),
    name: () => t("shared.name", { company: first.company ?? key }),
  };
  return (
    <li className="rounded-xl border border-line bg-surface shadow-card">
      <h2 className="figures border-b border-line px-4 py-2 text-sm font-medium text-ink-soft">
        {words[options.by]()}
      </h2>
      <ul>
        <DuplicateRow contact={first} />
        {others.map((contact) => (
          <DuplicateRow key={contact.id} contact={contact} first={first} />
        ))}
      </ul>
    </li>
  );
}
