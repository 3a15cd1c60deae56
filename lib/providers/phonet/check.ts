import {
  isProviderError,
  ProviderError,
  type AbilityResult,
  type AdapterContext,
  type CheckResult,
} from "../contract";
import { readUsers } from "./directory";
import { createApi } from "./api";
import type { Settings } from "./settings";

/** The setting that a failed sign-in is about. */
function atFault(error: unknown, { baseUrl }: Settings): unknown {
  if (!isProviderError(error)) return error;
  const { code, message } = error;
  const field = code === "unauthorized" ? "apiKey" : baseUrl ? "baseUrl" : "domain";
  return new ProviderError(code, message, field);
}

/**
 * Signs in and tries what can be tried without disturbing anybody.
 * @throws {ProviderError} in words, when not even that works
 */
export async function check(ctx: AdapterContext<Settings>): Promise<CheckResult> {
  const api = createApi(ctx);
  const users = await readUsers(api, ctx.signal).catch((error: unknown) => {
    throw atFault(error, ctx.settings);
  });
  const now = ctx.now().getTime();
  const lastDay = `timeFrom=${now - 24 * 60 * 60_000}&timeTo=${now}&limit=1&offset=0`;
  const abilities: AbilityResult[] = [
    {
      ability: "directory",
      ok: true,
      code: "directory",
      about: String(users.length),
      detail: `${users.length} people with an extension`,
    },
    await tried("events", "calls under way are told", async () => {
      await api.get("/rest/calls/active/v3", ctx.signal);
    }),
    await tried("history", "ended calls are told", async () => {
      await api.get(`/rest/calls/company.api?${lastDay}`, ctx.signal);
    }),
  ];
  return {
    code: "signed-in",
    about: String(users.length),
    detail: `signed in, ${users.length} people with an extension`,
    abilities,
  };
}

async function tried(
  ability: "events" | "history",
  detail: string,
  attempt: () => Promise<void>,
): Promise<AbilityResult> {
  try {
    await attempt();
    return { ability, ok: true, code: `${ability}-told`, detail };
  } catch (error) {
    if (!isProviderError(error)) throw error;
    return { ability, ok: false, detail: error.message };
  }
}
