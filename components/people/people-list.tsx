"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Avatar } from "#components/ui/avatar";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page";
import { Cell, Header, Row, Table } from "#components/ui/table";
import { setDisabledAction } from "#lib/users/people-actions";
import type { PersonView } from "#lib/users/queries";
import { PresenceBadge } from "./presence-badge";
import { PersonDialog } from "./person-dialog";

interface PeopleListProps {
  people: PersonView[];
  connections: { id: string; name: string }[];
  me: string;
}

export function PeopleList({ people, connections, me }: PeopleListProps) {
  const t = useTranslations("people");
  /** null: closed; "new": the form for somebody new. */
  const [editing, setEditing] = useState<PersonView | "new" | null>(null);
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <Button variant="primary" onClick={() => setEditing("new")}>
            <UserPlus aria-hidden className="size-4" />
            {t("add")}
          </Button>
        }
      />
      <Table label={t("title")}>
        <thead>
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
              onEdit={() => setEditing(person)}
            />
          ))}
        </tbody>
      </Table>
      {editing && (
        <PersonDialog
          person={editing === "new" ? null : editing}
          connections={connections}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function PersonRow(props: { person: PersonView; isMe: boolean; onEdit: () => void }) {
  const { person, isMe, onEdit } = props;
  const t = useTranslations("people");
  const roles = useTranslations("shell");
  const common = useTranslations("common");
  const [pending, start] = useTransition();

  function toggle() {
    start(async () => {
      const disabled = !person.disabled;
      const result = await setDisabledAction({ id: person.id, disabled });
      if (!result.ok) return void toast.error(common("failed"));
      toast.success(t(disabled ? "disabledToast" : "enabledToast", { name: person.name }));
    });
  }

  return (
    <Row className="h-13">
      <Cell>
        <span className="flex items-center gap-3">
          <Avatar name={person.name} />
          <span className="min-w-0">
            <span className="block font-medium">{person.name}</span>
            <span className="block text-xs text-ink-soft">{person.email}</span>
          </span>
        </span>
      </Cell>
      <Cell>{roles(`roles.${person.role}`)}</Cell>
      <Cell className="figures">
        {person.extensions.length === 0 && <span className="text-ink-soft">{t("none")}</span>}
        {person.extensions.map(({ connectionId, connection, number }) => (
          <span key={connectionId} className="block whitespace-nowrap">
            {number} <span className="text-xs text-ink-soft">{connection}</span>
          </span>
        ))}
      </Cell>
      <Cell>
        <span className="flex flex-wrap gap-1">
          <Badge tone={person.disabled ? "missed" : "talking"}>
            {t(person.disabled ? "disabled" : "active")}
          </Badge>
          {!person.disabled && <PresenceBadge served={person.presence} />}
        </span>
      </Cell>
      <Cell>
        <span className="flex justify-end gap-1">
          <Button
            size="sm"
            variant="ghost"
            onClick={onEdit}
            aria-label={t("edit", { name: person.name })}
          >
            {t("editShort")}
          </Button>
          {!isMe && (
            <Button size="sm" variant="ghost" disabled={pending} onClick={toggle}>
              {t(person.disabled ? "enable" : "disable")}
            </Button>
          )}
        </span>
      </Cell>
    </Row>
  );
}
