/** What two contacts are as one, and what the history says of it: pure. */
import { changesBetween, isSame, type FieldChanges } from "../contact-history";
import {
  emailKey,
  fieldsOf,
  joined,
  numberKey,
  sortedTags,
  type ContactState,
  type StoredContact,
} from "../contact-state";
import { fieldsOfKind, singleFields, type SingleField } from "../fields";

const flags = fieldsOfKind("flag");

/**
 * An empty field takes what the other has; who wants no automatic calls on either side wants none.
 * @param take fields that are to have the value of the contact that goes
 */
export function mergedState(
  kept: StoredContact,
  gone: StoredContact,
  take: readonly SingleField[],
): ContactState {
  const single = singleFields.map((field) => {
    const takes = kept[field] === null || (take.includes(field) && gone[field] !== null);
    return [field, takes ? gone[field] : kept[field]];
  });
  const set = flags.map((flag) => [flag, kept[flag] || gone[flag]]);
  const labels = new Map(gone.numbers.map((number) => [numberKey(number), number.label]));
  const numbers = kept.numbers.map((number) => ({
    ...number,
    label: number.label ?? labels.get(numberKey(number)) ?? null,
  }));
  return {
    ...kept,
    ...Object.fromEntries([...single, ...set]),
    numbers: joined<ContactState["numbers"][number]>(numbers, gone.numbers, numberKey),
    emails: joined<ContactState["emails"][number]>(kept.emails, gone.emails, emailKey),
    tags: sortedTags([...kept.tags, ...gone.tags]),
  };
}

/** From what could not stay, of whichever contact it was, to what did; and all that has changed. */
export function mergeHistory(
  kept: StoredContact,
  gone: StoredContact,
  after: ContactState,
): FieldChanges {
  const [own, other, now] = [fieldsOf(kept), fieldsOf(gone), fieldsOf(after)];
  const lost = singleFields.flatMap((field) => {
    const stays = isSame(own[field], now[field]);
    const isLost = stays && other[field] !== null && !isSame(own[field], other[field]);
    return isLost ? [[field, { from: other[field], to: now[field] }] as const] : [];
  });
  return { ...changesBetween(own, now), ...Object.fromEntries(lost) };
}
