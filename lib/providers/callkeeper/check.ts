import type { AbilityResult, AdapterContext, CheckResult } from "../contract";
import type { Settings } from "./settings";
import { readAccount } from "./statistics";

const day = 24 * 60 * 60 * 1000;
/** How long before its end a paid time is worth a warning, in ms. */
const notice = 14 * day;

/** Asks for the account; an order would ring at somebody. @throws {ProviderError} in words */
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

/** @returns null while there is time enough */
export function warningOf(paidTill: string, now: Date): string | null {
  const left = new Date(paidTill).getTime() - now.getTime();
  if (left > notice) return null;
  const date = paidTill.slice(0, 10);
  return left < 0 ? `the paid time ended on ${date}` : `paid until ${date} only`;
}
