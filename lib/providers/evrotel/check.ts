import {
  isProviderError,
  ProviderError,
  type AbilityResult,
  type AdapterContext,
  type CheckResult,
} from "../contract";
import { askEvrotel } from "./api";
import { dayOf } from "./history";
import { localDays } from "./local-time";
import type { Settings } from "./settings";

/**
 * Asks what can be asked without a telephone ringing somewhere: Evrotel has no request that would
 * prove the token alone.
 * @throws {ProviderError} in words when the address does not answer, or does not know the billcode
 */
export async function check(ctx: AdapterContext<Settings>): Promise<CheckResult> {
  const host = new URL(ctx.settings.baseUrl).host;
  const { status } = await askEvrotel(ctx, ctx.settings.baseUrl, { largest: 1024 * 1024 });
  if (status >= 500) {
    throw new ProviderError("refused", `${host} answers, but is out of order (HTTP ${status})`);
  }
  const past = await history(ctx);
  const abilities: AbilityResult[] = [
    {
      ability: "events",
      ok: true,
      detail: "Evrotel sends them by itself: the next call proves its token and the hook's address",
    },
    { ability: "calls", ok: true, detail: "The address answers; no call was placed to try it" },
    ...past,
  ];
  return { detail: `${host} answers; the token is proved by the first call`, abilities };
}

async function history(ctx: AdapterContext<Settings>): Promise<AbilityResult[]> {
  if (!ctx.settings.statisticsUrl) return [];
  const [today = ""] = localDays(ctx.now(), ctx.now(), ctx.settings.timeZone);
  try {
    const rows = await dayOf(today, "", ctx);
    return [{ ability: "history", ok: true, detail: `Calls in today's report: ${rows.length}` }];
  } catch (error) {
    if (!isProviderError(error) || error.field === "billcode") throw error;
    return [{ ability: "history", ok: false, detail: error.message }];
  }
}
