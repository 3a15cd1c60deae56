import { z } from "zod";
import {
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
  const leads: AbilityResult = { ability: "leads", ok: true, detail: `orders go to ${host}` };
  if (apiKey === "") {
    return {
      detail: `orders go to ${host}; without an API key no history is read`,
      abilities: [leads],
    };
  }
  const { name, paidTill } = await readAccount(ctx);
  const warning = paidTill && warningOf(paidTill, ctx.now());
  const history: AbilityResult = { ability: "history", ok: true, detail: "the API key is good" };
  return {
    detail:
      [name, paidTill && `paid until ${paidTill.slice(0, 10)}`].filter(Boolean).join(", ") ||
      "the API key is good",
    ...(warning && { warning }),
    abilities: [history, leads],
  };
}

interface Account {
  name: string | null;
  /** ISO 8601; null when CallKeeper does not say. */
  paidTill: string | null;
}

/** @throws {ProviderError} */
async function readAccount(ctx: AdapterContext<Settings>): Promise<Account> {
  const [first] = [await askStatistics(ctx, "getUserInfo", {})].flat();
  const user = z.record(z.string(), z.unknown()).safeParse(first);
  if (!user.success) throw new ProviderError("unreadable", "CallKeeper told no account");
  const text = (name: string) => (typeof user.data[name] === "string" ? user.data[name] : null);
  const paid = text("paid_till");
  const dayOnly = paid && /^\d{4}-\d\d-\d\d$/.test(paid) ? `${paid} 23:59:59` : paid;
  return { name: text("name") ?? text("login") ?? text("email"), paidTill: toIso(dayOnly) };
}

/** @returns null while there is time enough */
export function warningOf(paidTill: string, now: Date): string | null {
  const left = new Date(paidTill).getTime() - now.getTime();
  if (left > notice) return null;
  const date = paidTill.slice(0, 10);
  return left < 0 ? `the paid time ended on ${date}` : `paid until ${date} only`;
}
