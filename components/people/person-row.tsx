"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Avatar } from "#components/ui/avatar";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Cell, Row } from "#components/ui/table";
import { clockText } from "#lib/base/local-time";
import type { WorkingHours } from "#lib/base/working-hours";
import { weekdayNames } from "#lib/i18n/weekday-names";
import { enablePersonAction } from "#lib/people/people-actions";
import type { PersonView } from "#lib/people/queries";
import { useAction } from "../ui/use-action";
import { DisableDialog } from "./disable-dialog";
import type { ShownLink } from "./link-dialog";
import { PersonMenu } from "./person-menu";
import { PresenceBadge } from "./colleagues";
import { SessionsDialog } from "./sessions-dialog";
import { toast } from "../ui/toast";

interface PersonRowProps {
  person: PersonView;
  isMe: boolean;
  /** People sign in by password here. */
  passwords: boolean;
  onEdit: () => void;
  /** There is a one-time link to be shown. */
  onLink: (link: ShownLink) => void;
}

/** A person in the list, with what can be done about them. */
export function PersonRow({ person, isMe, passwords, onEdit, onLink }: PersonRowProps) {
  const t = useTranslations("people");
  const factor = useTranslations("secondFactor");
  const roles = useTranslations("shell");
  const common = useTranslations("common");
  const { run, busy } = useAction(enablePersonAction);
  const [showsSessions, setShowsSessions] = useState(false);
  const [leaves, setLeaves] = useState(false);

  const enable = () =>
    run(
      { id: person.id },
      {
        onDone: () => toast.success(t("enabledToast", { name: person.name })),
        onRefused: () => toast.error(common("failed")),
      },
    );

  return (
    // Laid out as a block, it would be no row to a screen reader: the roles say that it is one all the same.
    <Row
      role="row"
      className="h-13 @max-[62rem]:flex @max-[62rem]:h-auto @max-[62rem]:flex-wrap @max-[62rem]:items-center @max-[62rem]:py-2"
    >
      <Cell role="cell" className="@max-[62rem]:grow @max-[62rem]:basis-60 @max-[40rem]:basis-full">
        <span className="flex items-center gap-3">
          <Avatar name={person.name} />
          <span className="min-w-0">
            <span className="block font-medium">{person.name}</span>
            <span className="block text-xs text-ink-soft">{person.email}</span>
            {person.hours && <OwnHours hours={person.hours} />}
          </span>
        </span>
      </Cell>
      <Cell
        role="cell"
        className="@max-[62rem]:w-34 @max-[40rem]:w-auto @max-[40rem]:grow @max-[40rem]:pl-14"
      >
        {roles(`roles.${person.role}`)}
      </Cell>
      <Cell
        role="cell"
        className="figures @max-[62rem]:w-48 @max-[40rem]:order-1 @max-[40rem]:basis-full @max-[40rem]:pl-14"
      >
        {person.extensions.length === 0 && <span className="text-ink-soft">{t("none")}</span>}
        {person.extensions.map(({ connectionId, connection, number }) => (
          <span key={connectionId} className="block whitespace-nowrap">
            {number} <span className="text-xs text-ink-soft">{connection}</span>
          </span>
        ))}
      </Cell>
      <Cell role="cell" className="@max-[62rem]:w-36 @max-[40rem]:w-auto">
        <span className="flex flex-wrap gap-1">
          <StateBadge person={person} />
          {person.secondFactor && <Badge>{factor("badge")}</Badge>}
          {!person.disabled && <PresenceBadge served={person.presence} />}
        </span>
      </Cell>
      <Cell role="cell" className="@max-[62rem]:order-1 @max-[62rem]:basis-full">
        <span className="flex flex-wrap justify-end gap-1 max-sm:*:min-h-9 @max-[40rem]:-mx-2.5 @max-[40rem]:justify-start">
          <Button
            size="sm"
            variant="ghost"
            onClick={onEdit}
            aria-label={t("edit", { name: person.name })}
          >
            {t("editShort")}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            aria-label={t("sessions.of", { name: person.name })}
            onClick={() => setShowsSessions(true)}
          >
            {t("sessions.short")}
          </Button>
          {!isMe && (
            <Button
              size="sm"
              variant="ghost"
              disabled={busy}
              onClick={person.disabled ? enable : () => setLeaves(true)}
            >
              {t(person.disabled ? "enable" : "disable")}
            </Button>
          )}
          {passwords && !isMe && !person.disabled && <PersonMenu person={person} onLink={onLink} />}
        </span>
        {leaves && <DisableDialog person={person} onClose={() => setLeaves(false)} />}
        {showsSessions && (
          <SessionsDialog
            person={{ id: person.id, name: isMe ? null : person.name }}
            onClose={() => setShowsSessions(false)}
          />
        )}
      </Cell>
    </Row>
  );
}

/** The one state of their account: who has yet to choose a password is invited, and not active. */
function StateBadge({ person: { disabled, invited } }: { person: PersonView }) {
  const t = useTranslations("people");
  if (disabled) return <Badge tone="missed">{t("disabled")}</Badge>;
  if (invited === "waiting") return <Badge tone="ringing">{t("invited")}</Badge>;
  if (invited === "expired") return <Badge tone="neutral">{t("invitationExpired")}</Badge>;
  return <Badge tone="talking">{t("active")}</Badge>;
}

/** Said of those who do not work when the company does: `Mon, Tue 10:00–19:00`. */
function OwnHours({ hours: { weekdays, hoursFrom, hoursTo } }: { hours: WorkingHours }) {
  const t = useTranslations("people");
  const names = weekdayNames(useLocale());
  const days = [...weekdays].map((day) => names[Number(day) - 1]).join(", ");
  return (
    <span className="figures block text-xs text-ink-soft">
      {t("ownHours", { days, from: clockText(hoursFrom), to: clockText(hoursTo) })}
    </span>
  );
}
