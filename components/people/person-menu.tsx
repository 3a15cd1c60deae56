"use client";

import { Ellipsis, KeyRound, ShieldOff, UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Menu, MenuItem } from "#components/ui/menu";
import { withdrawInvitationAction } from "#lib/contacts/leaver-actions";
import { resetPasswordAction } from "#lib/people/access-link-actions";
import type { PersonView } from "#lib/people/queries";
import { Dialog } from "#components/ui/dialog";
import { resetSecondFactorAction } from "#lib/people/second-factor-actions";
import { useAction } from "../ui/use-action";
import { shownLink, type ShownLink } from "./link-dialog";
import { toast } from "../ui/toast";

interface PersonMenuProps {
  person: PersonView;
  onLink: (link: ShownLink) => void;
}

/** What an administrator does about how somebody else signs in. */
export function PersonMenu({ person, onLink }: PersonMenuProps) {
  const t = useTranslations("people");
  const links = useTranslations("access.link");
  const factor = useTranslations("secondFactor");
  const common = useTranslations("common");
  const { run, busy } = useAction(resetPasswordAction);
  const [resets, setResets] = useState(false);
  const [withdraws, setWithdraws] = useState(false);

  function makeLink() {
    run(
      { id: person.id },
      {
        onDone({ kind, link }) {
          const shown = shownLink(person.name, kind, link);
          if (shown) onLink(shown);
          else toast.success(links("mailed", { email: person.email }));
        },
        onRefused: () => toast.error(common("failed")),
      },
    );
  }

  return (
    <>
      <Menu
        trigger={
          <Button
            size="icon"
            variant="ghost"
            disabled={busy}
            aria-label={t("more", { name: person.name })}
          >
            <Ellipsis aria-hidden className="size-4" />
          </Button>
        }
      >
        <MenuItem
          icon={<KeyRound aria-hidden className="size-4 text-ink-soft" />}
          onSelect={makeLink}
        >
          {links(person.invited ? "inviteAgain" : "reset")}
        </MenuItem>
        {person.invited && (
          <MenuItem
            icon={<UserX aria-hidden className="size-4 text-ink-soft" />}
            onSelect={() => setWithdraws(true)}
          >
            {links("withdraw")}
          </MenuItem>
        )}
        {person.secondFactor && (
          <MenuItem
            icon={<ShieldOff aria-hidden className="size-4 text-ink-soft" />}
            onSelect={() => setResets(true)}
          >
            {factor("reset")}
          </MenuItem>
        )}
      </Menu>
      {resets && <ResetFactorDialog person={person} onClose={() => setResets(false)} />}
      {withdraws && <WithdrawDialog person={person} onClose={() => setWithdraws(false)} />}
    </>
  );
}

interface PersonDialogProps {
  person: { id: string; name: string };
  onClose: () => void;
}

/** Asks before an invitation is worth nothing any more. */
function WithdrawDialog({ person, onClose }: PersonDialogProps) {
  const t = useTranslations("access.link");
  const people = useTranslations("people");
  const common = useTranslations("common");
  const { run, busy, refusal } = useAction(withdrawInvitationAction);
  const { id, name } = person;
  const fault = `errors.${refusal?.code}` as "errors.holds-work";

  function withdraw() {
    run(
      { id },
      {
        onDone() {
          toast.success(t("withdrawn", { name }));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("withdrawTitle", { name })}
      description={t("withdrawText", { name })}
      closeLabel={common("close")}
    >
      <p role="alert" className="mb-4 text-sm font-medium text-missed empty:hidden">
        {refusal && (people.has(fault) ? people(fault, refusal.values) : common("failed"))}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common("cancel")}</Button>
        <Button variant="danger" disabled={busy} onClick={withdraw}>
          {t("withdraw")}
        </Button>
      </div>
    </Dialog>
  );
}

/** Asks before it takes somebody's second factor away. */
function ResetFactorDialog({ person, onClose }: PersonDialogProps) {
  const t = useTranslations("secondFactor");
  const common = useTranslations("common");
  const { run, busy } = useAction(resetSecondFactorAction);

  function reset() {
    run(
      { id: person.id },
      {
        onDone() {
          toast.success(t("wasReset", { name: person.name }));
          onClose();
        },
        onRefused: () => toast.error(common("failed")),
      },
    );
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("resetTitle", { name: person.name })}
      description={t("resetText")}
      closeLabel={common("close")}
    >
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common("cancel")}</Button>
        <Button variant="danger" disabled={busy} onClick={reset}>
          {t("reset")}
        </Button>
      </div>
    </Dialog>
  );
}
