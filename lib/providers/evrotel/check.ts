import {
  isProviderError,
  ProviderError,
  type AbilityResult,
  type AdapterContext,
  type CheckResult,
} from "../contract";
import { becauseOf } from "../kit/failures";
import { askEvrotel, excerpt, type Answer } from "./api";
import { dayOf } from "./history";
import { localDays } from "./local-time";
import type { Settings } from "./settings";

/**
 * Asks what can be asked without a telephone ringing somewhere. Evrotel has no request that would prove the token:
 * a wrong one is found out where it is refused, and a right one with the first call.
 * @throws {ProviderError} in words when the address does not answer, or refuses the token or the billcode
 */
export async function check(ctx: AdapterContext<Settings>): Promise<CheckResult> {
  const host = new URL(ctx.settings.baseUrl).host;
  const { baseUrl } = ctx.settings;
  const { status } = await becauseOf("baseUrl", askEvrotel(ctx, baseUrl, { largest: 1024 * 1024 }));
  if (status >= 500) {
    const words = `${host} answers, but is out of order (HTTP ${status})`;
    throw new ProviderError("refused", words, "baseUrl");
  }
  await tryToken(ctx);
  const past = await history(ctx);
  const abilities: AbilityResult[] = [
    {
      ability: "events",
      ok: null,
      code: "comes-by-itself",
      detail: "Evrotel sends them by itself: the next call proves its token and the hook's address",
    },
    {
      ability: "calls",
      ok: null,
      code: "nobody-called",
      detail: "The address answers; no call was placed to try it",
    },
    ...past,
  ];
  return {
    detail: `${host} answers`,
    code: "answers",
    about: host,
    untested: "The token and the address of this connection: the first call proves them",
    untestedCode: "untested-token",
    abilities,
  };
}

/** Orders the upload of no sound: there is nothing to fetch, and nobody to call. */
async function tryToken(ctx: AdapterContext<Settings>): Promise<void> {
  const { baseUrl, billcode, token } = ctx.settings;
  const answer = await becauseOf(
    "baseUrl",
    askEvrotel(ctx, `${baseUrl}autodial/media/`, {
      body: JSON.stringify({ billcode, mediafile: "" }),
      headers: { "content-type": "application/json", authorization: token },
    }),
  );
  if (!deniesToken(answer)) return;
  const words = `Evrotel does not accept the token: ${excerpt(answer.text.trim())}`;
  throw new ProviderError("wrong-token", words, "token");
}

/** The document's own receiver says "Access denied", with HTTP 200. Whatever else is refused says nothing of it. */
function deniesToken({ status, text }: Answer): boolean {
  const words = /\b(?:access denied|unauthori[sz]ed|forbidden)\b/i;
  return status === 401 || status === 403 || words.test(text.slice(0, 1_000));
}

async function history(ctx: AdapterContext<Settings>): Promise<AbilityResult[]> {
  if (!ctx.settings.statisticsUrl) return [];
  const [today = ""] = localDays(ctx.now(), ctx.now(), ctx.settings.timeZone);
  try {
    const rows = await dayOf(today, "", ctx);
    const about = String(rows.length);
    const detail = `Calls in today's report: ${about}`;
    return [{ ability: "history", ok: true, code: "today", about, detail }];
  } catch (error) {
    if (!isProviderError(error) || error.field === "billcode") throw error;
    return [{ ability: "history", ok: false, detail: error.message }];
  }
}
