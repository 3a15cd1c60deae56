"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page";
import { Header, Table } from "#components/ui/table";
import type { ContactScope } from "#lib/auth/policy";
import type { SecondFactorRule } from "#lib/auth/second-factor-rule";
import type { PersonView } from "#lib/people/queries";
import { AccessForm, FactorRuleForm } from "./people-settings";
import { LinkDialog, type ShownLink } from "./link-dialog";
import { PersonDialog } from "./person-dialog";
import { PersonRow } from "./person-row";

interface PeopleListProps {
  people: PersonView[];
  connections: { id: string; name: string }[];
  me: string;
  /** Which contacts sales people see. */
  contacts: ContactScope;
  /** Who must have a second factor beside their password; undefined where there are no passwords. */
  factorRule?: SecondFactorRule;
  /** Above the list. */
  children?: ReactNode;
}

export function PeopleList(props: PeopleListProps) {
  const { people, connections, me, contacts, factorRule, children } = props;
  const t = useTranslations("people");
  /** null: closed; "new": the form for somebody new. */
  const [editing, setEditing] = useState<PersonView | "new" | null>(null);
  const [shown, setShown] = useState<ShownLink | null>(null);
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <>
            <AccessForm contacts={contacts} />
            {factorRule !== undefined && <FactorRuleForm rule={factorRule} />}
            <Button variant="primary" onClick={() => setEditing("new")}>
              <UserPlus aria-hidden className="size-4" />
              {t("add")}
            </Button>
          </>
        }
      />
      {children && <div className="mb-4 empty:hidden">{children}</div>}
      <Table label={t("title")}>
        {/* Where there is no room for columns a row is a block, in which each thing says what it is. */}
        <thead className="@max-[62rem]:sr-only">
          <tr>
            <Header>{t("columns.name")}</Header>
            <Header>{t("columns.role")}</Header>
            <Header>{t("columns.extensions")}</Header>
            <Header>{t("columns.state")}</Header>
            <Header>
              <span className="sr-only">{t("columns.actions")}</span>
            </Header>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              isMe={person.id === me}
              passwords={factorRule !== undefined}
              onEdit={() => setEditing(person)}
              onLink={setShown}
            />
          ))}
        </tbody>
      </Table>
      {editing && (
        <PersonDialog
          person={editing === "new" ? null : editing}
          connections={connections}
          onClose={() => setEditing(null)}
          onLink={setShown}
        />
      )}
      {shown && <LinkDialog shown={shown} onClose={() => setShown(null)} />}
    </>
  );
}
