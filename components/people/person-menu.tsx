"use client";

import { Ellipsis, KeyRound, ShieldOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Menu, MenuItem } from "#components/ui/menu";
import { resetPasswordAction } from "#lib/people/access-link-actions";
import type { PersonView } from "#lib/people/queries";
import { useAction } from "../ui/use-action";
import { ResetFactorDialog } from "./reset-factor-dialog";
import { shownLink, type ShownLink } from "./link-dialog";

interface PersonMenuProps {
  person: PersonView;
  onLink: (link: ShownLink) => void;
}

/** What an administrator does about how somebody else signs in. */
export function PersonMenu({ person, onLink }: PersonMenuProps) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const { run, busy } = useAction(resetPasswordAction);
  const [resets, setResets] = useState(false);

  function makeLink() {
    run(
      { id: person.id },
      {
        onDone({ kind, link }) {
          const shown = shownLink(person.name, kind, link);
          if (shown) onLink(shown);
          else toast.success(t("link.mailed", { email: person.email }));
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
          {t(person.invited ? "link.inviteAgain" : "link.reset")}
        </MenuItem>
        {person.secondFactor && (
          <MenuItem
            icon={<ShieldOff aria-hidden className="size-4 text-ink-soft" />}
            onSelect={() => setResets(true)}
          >
            {t("secondFactor.reset")}
          </MenuItem>
        )}
      </Menu>
      {resets && <ResetFactorDialog person={person} onClose={() => setResets(false)} />}
    </>
  );
}
