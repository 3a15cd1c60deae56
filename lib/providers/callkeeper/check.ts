import { z } from "zod";
import {
  isProviderError,
  ProviderError,
  type AbilityResult,
  type AdapterContext,
  type CheckResult,
} from "../contract";
import { askStatistics } from "./api";
import { toIso } from "./rows";
import type { Settings } from "./settings";

const day = 24 * 60 * 60 * 1000;
/** How long before its end a paid time is worth a warning, in ms. */
const notice = 14 * day;

/** Asks for the account; an order would make a telephone ring. @throws {ProviderError} in words */
export async function check(ctx: AdapterContext<Settings>): Promise<CheckResult> {
  const { host, apiKey } = ctx.settings;
  const leads: AbilityResult = {
    ability: "leads",
    ok: null,
    code: "orders",
    about: host,
    detail: `orders go to ${host}; none was placed to try it`,
  };
  const untested = {
    untested: `orders: the first one from the lead form proves ${host}`,
    untestedCode: "untested-orders",
  };
  if (apiKey === "") {
    return {
      code: "no-key",
      about: host,
      detail: `orders go to ${host}; without an API key no history is read`,
      ...untested,
      abilities: [leads],
    };
  }
  const { name, paidTill } = await readAccount(ctx);
  const warning = paidTill && warningOf(paidTill, ctx.now());
  const good = { code: "key-good", detail: "the API key is good" };
  const history: AbilityResult = { ability: "history", ok: true, ...good };
  const account = accountWords(name, paidTill?.slice(0, 10) ?? null);
  return { ...(account ?? good), ...warning, ...untested, abilities: [history, leads] };
}

/** Whose account it is and until when it is paid, as far as CallKeeper says. */
function accountWords(name: string | null, paid: string | null) {
  const about = [name, paid].filter((part) => part !== null).join(", ");
  if (paid === null) return name === null ? null : { code: "account", about, detail: name };
  const detail = [name, `paid until ${paid}`].filter((part) => part !== null).join(", ");
  return { code: name === null ? "paid" : "account-paid", about, detail };
}

interface Account {
  name: string | null;
  /** ISO 8601; null when CallKeeper does not say. */
  paidTill: string | null;
}

/** @throws {ProviderError} */
async function readAccount(ctx: AdapterContext<Settings>): Promise<Account> {
  const [first] = [await becauseOfKey(askStatistics(ctx, "getUserInfo", {}))].flat();
  const user = z.record(z.string(), z.unknown()).safeParse(first);
  if (!user.success) throw new ProviderError("unreadable", "CallKeeper told no account");
  const text = (name: string) => (typeof user.data[name] === "string" ? user.data[name] : null);
  const paid = text("paid_till");
  const dayOnly = paid && /^\d{4}-\d\d-\d\d$/.test(paid) ? `${paid} 23:59:59` : paid;
  return { name: text("name") ?? text("login") ?? text("email"), paidTill: toIso(dayOnly) };
}

/** What CallKeeper refuses is the key; what does not answer, or not in its words, is the address. */
function becauseOfKey<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!isProviderError(error)) throw error;
    const field = error.code === "refused" ? "apiKey" : "apiUrl";
    throw new ProviderError(error.code, error.message, field);
  });
}

/** @returns null while there is time enough */
export function warningOf(
  paidTill: string,
  now: Date,
): Required<Pick<CheckResult, "warning" | "warningCode" | "warningAbout">> | null {
  const left = new Date(paidTill).getTime() - now.getTime();
  if (left > notice) return null;
  const date = paidTill.slice(0, 10);
  return left < 0
    ? {
        warning: `the paid time ended on ${date}`,
        warningCode: "paid-ended",
        warningAbout: date,
      }
    : { warning: `paid until ${date} only`, warningCode: "paid-only", warningAbout: date };
}
