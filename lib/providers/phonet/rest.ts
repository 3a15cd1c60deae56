/** The REST side: one session's cookies, authorized when needed, once for all who wait for it. */
import { ProviderError, type AdapterContext } from "../contract";
import { reasonFor, reasonOf } from "../link-reasons";
import { readBody } from "../read-body";
import { restBase } from "./address";
import type { Settings } from "./settings";
import { wordsOf, type JsonObject } from "./wire";

/** In ms; a person waits for an answer a little longer than this. */
const patience = 4_500;
const largestAnswer = 8 * 1024 * 1024;
const tooLarge = `an answer of more than ${largestAnswer} bytes`;

export type Rest = ReturnType<typeof createRest>;

interface Answer {
  status: number;
  /** The `Date` header in ms, null when there is none. */
  serverTime: number | null;
  body: string;
}

/** @param ctx its signal ends whatever is under way */
export function createRest({
  settings,
  fetch,
  signal: lifetime,
}: Pick<AdapterContext<Settings>, "settings" | "fetch" | "signal">) {
  const cookies = new Map<string, string>();
  let session = 0;
  let authorizing: Promise<void> | null = null;

  /** However many ask at once, one request is made; it outlives the one who asked first. */
  function authorize(): Promise<void> {
    authorizing ??= openSession().finally(() => (authorizing = null));
    return authorizing;
  }

  async function openSession(): Promise<void> {
    cookies.clear();
    const { domain, apiKey } = settings;
    const answer = await exchange("POST", "/rest/security/authorize", { domain, apiKey });
    if (answer.status === 401 || answer.status === 403) {
      throw new ProviderError("unauthorized", `the API key was refused (HTTP ${answer.status})`);
    }
    readJson(answer);
    session += 1;
  }

  async function exchange(
    method: "GET" | "POST",
    path: string,
    body?: object,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const limit = AbortSignal.any([
      lifetime,
      AbortSignal.timeout(patience),
      ...(signal ? [signal] : []),
    ]);
    try {
      const response = await fetch(`${restBase(settings)}${path}`, {
        method,
        headers: {
          accept: "application/json",
          ...(body && { "content-type": "application/json" }),
          ...(cookies.size > 0 && { cookie: [...cookies].map((one) => one.join("=")).join("; ") }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // A redirect would carry the session to somebody else.
        redirect: "manual",
        signal: limit,
      });
      remember(response.headers.getSetCookie());
      const sentAt = Date.parse(response.headers.get("date") ?? "");
      const serverTime = Number.isNaN(sentAt) ? null : sentAt;
      return {
        status: response.status,
        serverTime,
        body: await readBody(response, largestAnswer, tooLarge),
      };
    } catch (error) {
      throw failureOf(error, limit);
    }
  }

  function remember(setCookies: readonly string[]): void {
    for (const line of setCookies) {
      const [, name, value] = /^([^=;\s]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value.trim());
    }
  }

  async function request(
    method: "GET" | "POST",
    path: string,
    body?: object,
    signal?: AbortSignal,
  ): Promise<{ value: unknown; serverTime: number | null }> {
    if (signal?.aborted) throw new ProviderError("timeout", "The command was given up");
    if (session === 0 || authorizing) await authorize();
    const used = session;
    let answer = await exchange(method, path, body, signal);
    if (answer.status === 401 || answer.status === 403) {
      if (used === session) await authorize();
      answer = await exchange(method, path, body, signal);
    }
    return { value: readJson(answer), serverTime: answer.serverTime };
  }

  return {
    /**
     * @param path begins with `/rest/`
     * @throws {ProviderError} unauthorized (also when the session has no right to this) | missing |
     * refused, with the provider's words | timeout | not-connected | connection-lost | unreadable
     */
    get: (path: string, signal?: AbortSignal) => request("GET", path, undefined, signal),
    post: (path: string, body: object, signal?: AbortSignal) => request("POST", path, body, signal),
  };
}

/** What went wrong on the way. The error's own text may hold the address: it goes nowhere. */
function failureOf(error: unknown, limit: AbortSignal): ProviderError {
  if (error instanceof Error && error.name === "ProviderError") return error as ProviderError;
  if (limit.aborted) return new ProviderError("timeout", "The PBX did not answer in time");
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : null;
  const { code, detail } = cause ? reasonOf(cause) : reasonFor("dropped");
  const unsent = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];
  if (unsent.includes(code)) return new ProviderError("not-connected", detail);
  if (code === "certificate" || code === "tls") return new ProviderError(code, detail);
  return new ProviderError(
    "connection-lost",
    "The connection to the PBX was lost before it answered",
  );
}

/** @throws {ProviderError} when the status says no, or the body is not JSON */
function readJson({ status, body }: Answer): unknown {
  const value = parsed(body);
  const words = typeof value === "object" && value !== null ? wordsOf(value as JsonObject) : "";
  if (status === 401 || status === 403) {
    throw new ProviderError(
      "unauthorized",
      words || `the API key has no right to this (HTTP ${status})`,
    );
  }
  if (status === 404)
    throw new ProviderError("missing", words || "there is no such thing at the PBX");
  if (status < 200 || status >= 300) {
    throw new ProviderError("refused", words || `The PBX answered with HTTP ${status}`);
  }
  if (value === undefined && body.trim() !== "") {
    throw new ProviderError("unreadable", "the PBX's answer is not JSON");
  }
  return value;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
