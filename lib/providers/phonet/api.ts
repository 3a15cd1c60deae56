/** The REST side: one session's cookies, authorized when needed, once for all who wait for it. */
import { ProviderError, type AdapterContext } from "../contract";
import type { Reason } from "../kit/failures";
import { ask } from "../kit/http";
import { parseJson } from "../kit/read-as";
import { refuseAborted } from "../kit/requests";
import { restBase, type Settings } from "./settings";
import { wordsOf, type JsonObject } from "./wire";

/** In ms; a person waits for an answer a little longer than this. */
const patience = 4_500;
const largestAnswer = 8 * 1024 * 1024;

export type Api = ReturnType<typeof createApi>;

interface Answer {
  status: number;
  /** The `Date` header in ms, null when there is none. */
  serverTime: number | null;
  body: string;
}

/** @param ctx its signal ends whatever is under way */
export function createApi(ctx: Pick<AdapterContext<Settings>, "settings" | "fetch" | "signal">) {
  const { settings } = ctx;
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
    const headers: Record<string, string> = { accept: "application/json" };
    if (body) headers["content-type"] = "application/json";
    if (cookies.size > 0) {
      headers.cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    }
    const answer = await ask(ctx, `${restBase(settings)}${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
      signal,
      vendor: "the PBX",
      patience,
      largest: largestAnswer,
      unreachable,
    });
    remember(answer.headers.getSetCookie());
    const sentAt = Date.parse(answer.headers.get("date") ?? "");
    const serverTime = Number.isNaN(sentAt) ? null : sentAt;
    return { status: answer.status, serverTime, body: answer.text };
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
    refuseAborted(signal);
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

/** Untrusted certificates are an administrator's affair; what is away may come back. */
function unreachable({ code, detail }: Reason): ProviderError {
  const permanent = code === "certificate" || code === "tls";
  return new ProviderError(permanent ? code : "not-connected", detail);
}

/** @throws {ProviderError} when the status says no, or the body is not JSON */
function readJson({ status, body }: Answer): unknown {
  const value = parseJson(body);
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
