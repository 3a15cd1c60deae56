"use client";

import {
  CalendarClock,
  ChevronsUpDown,
  Keyboard,
  KeyRound,
  LogOut,
  MonitorSmartphone,
  PhoneForwarded,
  ShieldCheck,
} from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useMe } from "#components/live/live-provider";
import { forgetPerson } from "./forget-person";
import { Avatar } from "#components/ui/avatar";
import { Badge, StatusDot } from "#components/ui/badge";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "#components/ui/menu";
import { useOpenAtHash } from "../ui/use-open-at-hash";
import { useZoneHint } from "../ui/use-zone-hint";
import type { CurrentUser } from "#lib/auth/roles";
import { languageOf, locales, type Locale } from "#lib/i18n/locales";
import { chooseLocale, chooseTheme } from "#lib/people/account-actions";
import type { OwnExtension } from "#lib/people/queries";
import { themes, type Theme } from "#lib/people/theme";
import { remindersHash } from "#lib/reminders/reminders-hash";
import { useOpenPanel } from "./panels";
import { laterComponent } from "../ui/later";

const SessionsDialog = laterComponent(() =>
  import("#components/people/sessions-dialog").then((module) => module.SessionsDialog),
);
const PasswordDialog = laterComponent(() =>
  import("./own-sign-in").then((module) => module.PasswordDialog),
);
const SecondFactorDialog = laterComponent(() =>
  import("./own-sign-in").then((module) => module.SecondFactorDialog),
);
const RemindersDialog = laterComponent(() =>
  import("./own-reminders").then((module) => module.RemindersDialog),
);

interface AccountMenuProps {
  user: CurrentUser;
  theme: Theme;
  extensions: OwnExtension[];
  /** People sign in by password here. */
  passwords: boolean;
}

export function AccountMenu({ user, theme, extensions, passwords }: AccountMenuProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const locale = languageOf(useLocale());
  const { away } = useMe();
  const zoneHint = useZoneHint();
  const [changing, setChanging] = useOpenAtHash("#password");
  const [showsSessions, setShowsSessions] = useOpenAtHash("#sessions");
  const [showsFactor, setShowsFactor] = useOpenAtHash("#own-second-factor");
  const [showsReminders, setShowsReminders] = useOpenAtHash(remindersHash);
  const openPanel = useOpenPanel();

  async function setLocale(value: Locale) {
    await chooseLocale(value);
    router.refresh();
  }
  async function setTheme(value: Theme) {
    document.documentElement.dataset.theme = value;
    await chooseTheme(value);
  }

  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            title={t("account", { name: user.name })}
            className="flex items-center gap-2 rounded-md p-1.5 text-left hover:bg-hover"
          >
            <span className="relative">
              <Avatar name={user.name} />
              {away && (
                <span className="absolute -right-0.5 -bottom-0.5 flex rounded-full bg-sunken p-0.5">
                  <StatusDot tone="ringing" />
                </span>
              )}
            </span>
            <span className="sr-only min-w-0 flex-1 wide:not-sr-only">
              <span className="flex items-center gap-2">
                <span className="truncate font-medium">{user.name}</span>
                {away && <Badge tone="ringing">{t("away")}</Badge>}
              </span>
              <span className="block truncate text-xs text-ink-soft">
                {[t(`roles.${user.role}`), extensions[0]?.number].filter(Boolean).join(" · ")}
              </span>
            </span>
            <ChevronsUpDown aria-hidden className="hidden size-4 text-ink-soft wide:block" />
          </button>
        }
      >
        <div className="px-2 py-1.5">
          <p className="font-medium">{user.name}</p>
          <p className="text-sm text-ink-soft">{user.email}</p>
          {extensions.map(({ connection, number }) => (
            <p key={connection} className="figures text-sm text-ink-soft">
              {t("extension", { number, connection })}
            </p>
          ))}
          {zoneHint && <p className="text-sm text-ink-soft">{zoneHint}</p>}
          {away && <p className="mt-1 max-w-60 text-sm text-ringing">{t("awayHelp")}</p>}
          {extensions.length === 0 && (
            <p className="max-w-60 text-sm text-ink-soft">{t("noExtension")}</p>
          )}
        </div>
        <MenuSeparator />
        <MenuChoice
          label={t("language")}
          value={locale}
          options={locales.map((value) => ({ value, label: t(`languages.${value}`) }))}
          onChange={(value) => void setLocale(value)}
        />
        <MenuChoice
          label={t("theme")}
          value={theme}
          options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
          onChange={(value) => void setTheme(value).then(() => router.refresh())}
        />
        <MenuSeparator />
        <MenuItem
          icon={<Keyboard aria-hidden className="size-4 text-ink-soft" />}
          onSelect={() => openPanel("help")}
        >
          {t("shortcuts")}
        </MenuItem>
        {canTakeTelLinks() && (
          <MenuItem
            icon={<PhoneForwarded aria-hidden className="size-4 text-ink-soft" />}
            onSelect={takeTelLinks}
          >
            {t("telLinks")}
          </MenuItem>
        )}
        {passwords && (
          <>
            <MenuItem
              icon={<KeyRound aria-hidden className="size-4 text-ink-soft" />}
              onSelect={() => setChanging(true)}
            >
              {t("changePassword")}
            </MenuItem>
            <MenuItem
              icon={<ShieldCheck aria-hidden className="size-4 text-ink-soft" />}
              onSelect={() => setShowsFactor(true)}
            >
              {t("secondFactor")}
            </MenuItem>
          </>
        )}
        <MenuItem
          icon={<CalendarClock aria-hidden className="size-4 text-ink-soft" />}
          onSelect={() => setShowsReminders(true)}
        >
          {t("reminders")}
        </MenuItem>
        <MenuItem
          icon={<MonitorSmartphone aria-hidden className="size-4 text-ink-soft" />}
          onSelect={() => setShowsSessions(true)}
        >
          {t("sessions")}
        </MenuItem>
        <MenuItem
          icon={<LogOut aria-hidden className="size-4 text-ink-soft" />}
          onSelect={() => void leave(user.id)}
        >
          {t("signOut")}
        </MenuItem>
      </Menu>
      {changing && <PasswordDialog open onOpenChange={setChanging} />}
      {showsFactor && <SecondFactorDialog onClose={() => setShowsFactor(false)} />}
      {showsReminders && <RemindersDialog onClose={() => setShowsReminders(false)} />}
      {showsSessions && (
        <SessionsDialog
          person={{ id: user.id, name: null }}
          onClose={() => setShowsSessions(false)}
        />
      )}
    </>
  );
}

/** Whoever signs out leaves nothing of the clients behind in this browser. */
async function leave(userId: string): Promise<void> {
  await forgetPerson(userId);
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/sign-in" });
}

/** Asks the browser to open `tel:` links of all sites in our dial pad; it asks the person in turn. */
function takeTelLinks(): void {
  navigator.registerProtocolHandler("tel", `${window.location.origin}/dial?number=%s`);
}

/** Not on iPhones, nor over plain http from another machine. */
function canTakeTelLinks(): boolean {
  return typeof navigator !== "undefined" && "registerProtocolHandler" in navigator;
}
