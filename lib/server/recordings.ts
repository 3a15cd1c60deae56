/** Recordings, for people who may see the call: played in the page, or downloaded with the right to. */
import { Hono } from "hono";
import { z } from "zod";
import { asActor } from "#lib/auth/as-actor";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { mayExport } from "#lib/auth/policy";
import { log } from "#lib/base/log";
import { createListenings } from "#lib/calls/recordings/listenings";
import { openRecording, type OpenedRecording } from "#lib/calls/recordings/open-recording";
import { problem } from "./answers";
import { clientOfRequest } from "./limited";

export const recordings = new Hono();
const noteListening = createListenings();

const failures = {
  "not-found": [404, "There is no such recording"],
  gone: [404, "The provider does not have it (any more)"],
  elsewhere: [502, "The recording is not where this connection's recordings are"],
  "not-web": [502, "It lies at an address that is none of the web's, e.g. of FTP"],
  closed: [502, "It lies at an address that TINYCRM_ALLOWED_NETWORKS does not permit"],
  "too-large": [502, "The recording is too large"],
  refused: [502, "The provider does not let it be heard"],
  unreachable: [502, "The provider's recordings can't be reached"],
  "not-audio": [502, "The provider sent something that is no recording"],
  timeout: [504, "The provider did not answer in time"],
} as const satisfies Record<Failure, [number, string]>;
type Failure = Extract<OpenedRecording, { ok: false }>["code"];

/** Also where the address itself is opened: it plays, and can do nothing else. */
const sandbox = "default-src 'none'; media-src 'self'; frame-ancestors 'none'; sandbox";

recordings.get("/:id/recording", async (c) => {
  const user = await userFromCookieHeader(c.req.header("cookie"));
  if (!user) return c.json(problem("unauthorized", "Sign in first"), 401);
  const download = c.req.query("download") !== undefined;
  if (download && !mayExport(user)) {
    return c.json(problem("not-allowed", "Recordings are downloaded by managers"), 403);
  }
  const id = z.uuid().safeParse(c.req.param("id"));
  const opened: OpenedRecording = id.success
    ? await openRecording(user, id.data, {
        range: c.req.header("range"),
        withBody: c.req.raw.method !== "HEAD",
        signal: c.req.raw.signal,
        log: log(),
      })
    : { ok: false, code: "not-found" };
  c.header("cache-control", "private, no-store");
  if (!opened.ok) {
    const [status, words] = failures[opened.code];
    return c.json(problem(opened.code, words), status);
  }
  const { status, headers, body, fileName } = opened;
  if (body && id.success) {
    await noteListening({
      callId: id.data,
      download,
      actor: asActor(user, clientOfRequest(c)),
    });
  }
  const disposition = download ? `attachment; filename="${fileName}"` : "inline";
  const all = {
    ...headers,
    "content-disposition": disposition,
    "content-security-policy": sandbox,
    "cross-origin-resource-policy": "same-origin",
  };
  return body ? c.body(body, status, all) : c.body(null, status, all);
});
