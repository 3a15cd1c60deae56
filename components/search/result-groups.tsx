import { Command } from "cmdk";
import { Building2, PhoneIncoming, PhoneMissed, PhoneOutgoing, StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar";
import { RelativeTime } from "#components/ui/relative-time";
import { foldForSearch } from "#lib/search/search-text";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { journalHref } from "#lib/journal/journal-options";
import type { CallHit, CompanyHit, ContactHit, NoteHit, SearchResults } from "#lib/search/view";
import { groupLooks, highlight, highlightDigits, Marked, PaletteItem } from "./palette-item";
import type { Choose } from "./use-choose";

interface Shown {
  /** Folded, in the spelling that was found. */
  words: string[];
  digits: string;
  choose: Choose;
}

/** What the server found; what was typed is marked, or what was read for it. */
export function ResultGroups(props: { results: SearchResults; q: string; choose: Choose }) {
  const { results, q, choose } = props;
  const t = useTranslations("search.groups");
  const typed = foldForSearch(q);
  const shown = {
    words: [...typed.split(" "), ...results.corrected],
    digits: typed.replace(/\D/g, "").replace(/^(?:810|00|8|0)(?=\d{6})/, ""),
    choose,
  };
  const { contacts, companies, calls, notes } = results;
  return (
    <>
      {contacts.length > 0 && (
        <Command.Group heading={t("contacts")} className={groupLooks}>
          {contacts.map((hit) => (
            <ContactItem key={hit.id} hit={hit} {...shown} />
          ))}
        </Command.Group>
      )}
      {companies.length > 0 && (
        <Command.Group heading={t("companies")} className={groupLooks}>
          {companies.map((hit) => (
            <CompanyItem key={hit.id} hit={hit} {...shown} />
          ))}
        </Command.Group>
      )}
      {calls.length > 0 && (
        <Command.Group heading={t("calls")} className={groupLooks}>
          {calls.map((hit) => (
            <CallItem key={hit.id} hit={hit} {...shown} />
          ))}
        </Command.Group>
      )}
      {notes.length > 0 && (
        <Command.Group heading={t("notes")} className={groupLooks}>
          {notes.map((hit) => (
            <NoteItem key={hit.id} hit={hit} q={q} {...shown} />
          ))}
        </Command.Group>
      )}
    </>
  );
}

function ContactItem({ hit, words, digits, choose }: { hit: ContactHit } & Shown) {
  const t = useTranslations("search");
  const { id, name, company, email, own, number } = hit;
  const detail = [company, email].filter((one) => one !== null);
  return (
    <PaletteItem
      value={`contact:${id}`}
      icon={<Avatar name={name} />}
      onSelect={() => choose.open(`/contacts/${id}`, { label: name, detail: company ?? "" })}
      aside={number && <Marked parts={highlightDigits(formatPhoneNumber(number), digits)} />}
    >
      <span className="block truncate font-medium">
        <Marked parts={highlight(name, words)} />
        {own && <span className="ml-2 text-xs font-normal text-ink-soft">{t("own")}</span>}
      </span>
      {detail.length > 0 && (
        <span className="block truncate text-sm text-ink-soft">
          <Marked parts={highlight(detail.join(" · "), words)} />
        </span>
      )}
    </PaletteItem>
  );
}

function CompanyItem({ hit, words, choose }: { hit: CompanyHit } & Shown) {
  const t = useTranslations("search");
  const href = `/contacts?${new URLSearchParams({ q: hit.name }).toString()}`;
  return (
    <PaletteItem
      value={`company:${hit.id}`}
      icon={<Building2 aria-hidden className="size-4" />}
      onSelect={() => choose.open(href, { label: hit.name, detail: t("company") })}
      aside={t("itsContacts")}
    >
      <span className="block truncate">
        <Marked parts={highlight(hit.name, words)} />
      </span>
    </PaletteItem>
  );
}

function CallItem({ hit, digits, choose }: { hit: CallHit } & Shown) {
  const t = useTranslations("calls");
  const { direction, disposition, state, contact } = hit;
  const missed = direction === "incoming" && state === "ended" && disposition !== "answered";
  const Icon = missed ? PhoneMissed : direction === "incoming" ? PhoneIncoming : PhoneOutgoing;
  const number = formatPhoneNumber(hit.number);
  const result = missed ? "missed" : (`directions.${direction}` as "directions.incoming");
  return (
    <PaletteItem
      value={`call:${hit.id}`}
      icon={<Icon aria-hidden className={`size-4 ${missed ? "text-missed" : ""}`} />}
      onSelect={() => choose.open(contact ? `/contacts/${contact.id}` : "/calls")}
      aside={<RelativeTime iso={hit.startedAt} />}
    >
      <span className="figures block truncate">
        {number === "" ? t("hiddenNumber") : <Marked parts={highlightDigits(number, digits)} />}
        <span className="ml-2 text-sm text-ink-soft">
          {[contact?.name, t(result)].filter(Boolean).join(" · ")}
        </span>
      </span>
    </PaletteItem>
  );
}

function NoteItem({ hit, q, words, choose }: { hit: NoteHit; q: string } & Shown) {
  const { id, excerpt, createdAt, contact, number } = hit;
  // Of a number that nobody has written down, the journal shows the note's call.
  const href = contact ? `/contacts/${contact.id}` : journalHref({ note: q.trim() });
  const whose = contact?.name ?? (number && formatPhoneNumber(number));
  return (
    <PaletteItem
      value={`note:${id}`}
      icon={<StickyNote aria-hidden className="size-4" />}
      onSelect={() => choose.open(href)}
      aside={<RelativeTime iso={createdAt} />}
    >
      <span className="block truncate">
        <Marked parts={highlight(excerpt, words)} />
      </span>
      {whose && <span className="block truncate text-sm text-ink-soft">{whose}</span>}
    </PaletteItem>
  );
}
