/** The simulated PBX's REST side. Refusals that no document describes are assumptions. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { parseJson } from "../kit/read-as";
import { readBody, sendJson } from "../kit/simulator-server";
import { newUuid, type createCalls } from "./simulator-calls";
import type { JsonObject } from "./wire";

export interface RestState {
  domain: string;
  apiKey: string;
  calls: ReturnType<typeof createCalls>;
  people(): JsonObject[];
  sessions: Set<string>;
  /** Commands are refused in these words. */
  refusal: string | null;
  /** The key has no right to place calls. */
  callsForbidden: boolean;
  /** Commands are taken and not answered; null: they are. */
  held: Set<Held> | null;
  /** Follows a placed call with its events. */
  onCall(extension: string, number: string, uuid: string): void;
  log(line: string): void;
}

/** Cuts the connection a command came by. */
export type Held = () => void;

interface Answer {
  status: number;
  body: unknown;
  cookie?: string;
}

const mostRows = 50;
const refused = (status: number, message: string): Answer => ({ status, body: { message } });

export async function answerRest(
  request: IncomingMessage,
  response: ServerResponse,
  state: RestState,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://pbx");
  const answer = await route(request, url, state);
  if (answer === null) return;
  const cookie = answer.cookie ? { "set-cookie": answer.cookie } : undefined;
  sendJson(response, answer.status, answer.body, cookie);
}

/** @returns null when it is not answered at all */
async function route(request: IncomingMessage, url: URL, state: RestState): Promise<Answer | null> {
  const path = `${request.method} ${url.pathname}`;
  const body = await readJson(request);
  if (path === "POST /rest/security/authorize") return authorize(body, state);
  const session = /JSESSIONID=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
  if (!state.sessions.has(session)) return refused(401, "Not authorized");
  const hangUp = /^GET \/rest\/calls\/active\/([^/]+)\/hangup$/.exec(path)?.[1];
  if (path === "POST /rest/user/makeCall" || hangUp !== undefined) {
    if (state.held) return (state.held.add(() => request.socket.destroy()), null);
    if (state.refusal !== null) return refused(400, state.refusal);
  }
  if (hangUp !== undefined) {
    const known = state.calls.hangUp(decodeURIComponent(hangUp));
    state.log(`hangup ${hangUp}`);
    return known ? { status: 200, body: {} } : refused(404, "Call not found");
  }
  switch (path) {
    case "POST /rest/user/makeCall":
      return makeCall(body, state);
    case "GET /rest/users":
      return { status: 200, body: state.people() };
    case "GET /rest/calls/active/v3":
      return { status: 200, body: state.calls.listActive() };
    case "GET /rest/calls/company.api":
      return list(url, state, state.calls.history);
    case "GET /rest/calls/missed.api":
      return list(
        url,
        state,
        state.calls.history.filter((row) => row.lgDirection === 4 && row.disposition !== 0),
      );
    default:
      return refused(404, "Not found");
  }
}

function authorize(body: JsonObject, state: RestState): Answer {
  if (body.domain !== state.domain || body.apiKey !== state.apiKey) {
    return refused(403, "Wrong domain or API key");
  }
  const session = randomUUID();
  state.sessions.add(session);
  return { status: 200, body: {}, cookie: `JSESSIONID=${session}; Path=/rest; HttpOnly` };
}

function makeCall({ legExt, otherLegNum }: JsonObject, state: RestState): Answer {
  if (state.callsForbidden) return refused(403, "No right to make calls");
  if (!state.people().some(({ ext }) => ext === legExt)) return refused(400, "Unknown extension");
  if (typeof otherLegNum !== "string" || !/^\+?[\d*#]+$/.test(otherLegNum)) {
    return refused(400, "Wrong number");
  }
  const uuid = newUuid();
  state.log(`makeCall ${String(legExt)} -> ${otherLegNum}`);
  state.onCall(String(legExt), otherLegNum, uuid);
  return { status: 200, body: { uuid } };
}

function list({ searchParams }: URL, state: RestState, rows: readonly JsonObject[]): Answer {
  if (state.refusal !== null) return refused(400, state.refusal);
  const [from, to, limit, offset] = ["timeFrom", "timeTo", "limit", "offset"].map((name) =>
    Number(searchParams.get(name) ?? Number.NaN),
  ) as [number, number, number, number];
  if (!Number.isInteger(limit) || limit < 1 || limit > mostRows) {
    return refused(400, `limit must be from 1 to ${mostRows}`);
  }
  if (![from, to, offset].every((value) => Number.isInteger(value) && value >= 0)) {
    return refused(400, "timeFrom, timeTo and offset must be whole numbers");
  }
  const inside = rows.filter(({ endAt }) => Number(endAt) >= from && Number(endAt) < to);
  return { status: 200, body: inside.slice(offset, offset + limit) };
}

async function readJson(request: IncomingMessage): Promise<JsonObject> {
  const body = await readBody(request).catch(() => "");
  return (parseJson(body) ?? {}) as JsonObject;
}
