import {
  ProviderError,
  type AbilityResult,
  type AdapterContext,
  type CheckResult,
} from "../contract";
import { becauseOf } from "../kit/failures";
import { ask } from "../kit/http";
import { pages } from "./history";
import type { Settings } from "./settings";

const hour = 3_600_000;
/** In ms, from a request to the end of its answer. */
const patience = 10_000;

/**
 * Asks what can be asked without a telephone ringing: whether the address for calls answers, and for the
 * history of the last hour.
 * @throws {ProviderError} in words when the PBX does not answer, or refuses
 */
export async function check(ctx: AdapterContext<Settings>): Promise<CheckResult> {
  const { token, callUrl, historyUrl } = ctx.settings;
  const abilities: AbilityResult[] = [
    {
      ability: "events",
      ok: null,
      code: "comes-by-itself",
      detail: "The PBX sends them by itself: the next one proves its token and the hook's address",
    },
  ];
  if (callUrl) abilities.push(await becauseOf("callUrl", calls(ctx, new URL(callUrl))));
  if (historyUrl) abilities.push(await becauseOf("historyUrl", history(ctx)));
  const isAsked = callUrl !== "" || historyUrl !== "";
  return {
    detail: isAsked ? "The PBX answers" : "There is no address to ask",
    code: isAsked ? "answers" : "nobody-to-ask",
    untested: "The token and the address for messages: the first message proves them",
    untestedCode: "untested-messages",
    ...(token === "" && {
      warningCode: "no-token",
      warning: "No message is accepted yet: the connection's page makes a token",
    }),
    abilities,
  };
}

/** Its root alone: the address itself would place a call. */
async function calls(ctx: AdapterContext<Settings>, { origin, host }: URL): Promise<AbilityResult> {
  const largest = 1024 * 1024;
  const { status } = await ask(ctx, `${origin}/`, { vendor: "the PBX", patience, largest });
  if (status >= 500) {
    throw new ProviderError("refused", `${host} answers, but is out of order (HTTP ${status})`);
  }
  const detail = `${host} answers; no call was placed to try it`;
  return { ability: "calls", ok: null, code: "nobody-called", about: host, detail };
}

async function history(ctx: AdapterContext<Settings>): Promise<AbilityResult> {
  const to = ctx.now();
  const first = pages({ from: new Date(to.getTime() - hour), to }, ctx);
  const { value } = await first.next();
  await first.return(undefined);
  const count = Array.isArray(value) ? value.length : 0;
  const detail = `Events of the last hour on its first page: ${count}`;
  return { ability: "history", ok: true, code: "last-hour", about: String(count), detail };
}
