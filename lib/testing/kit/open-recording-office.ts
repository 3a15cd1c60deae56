/** A company whose calls have recordings: database, the provider's web server, the HTTP door. */
import type { RequestListener } from "node:http";
import { afterAll, afterEach } from "vitest";
import { configSlot } from "#lib/base/config";
import { sealSettings } from "#lib/connections/settings";
import { answerRecording } from "#lib/providers/kit/simulated-recording";
import { openDoor, serveLocally } from "./door";
import { openOffice } from "./office";
import { testConfig } from "./test-config";

export type RecordingOffice = Awaited<ReturnType<typeof openRecordingOffice>>;

/** Opened while a test file is collected, and closed after its last test. */
export async function openRecordingOffice() {
  const { db, people, connections, signIn } = await openOffice({
    people: { olena: {}, ivan: {}, maria: { role: "manager" } },
    connections: { kyiv: { provider: "evrotel", country: "UA" } },
  });
  const { connectionId } = connections.kyiv;
  const cookies: Record<string, string> = {};
  for (const [name, id] of Object.entries(people)) cookies[name] = (await signIn(id)).cookie;
  const door = await openDoor();
  const servers = [door];
  let answer: RequestListener = answerRecording;

  async function serve(listener: RequestListener, host?: string): Promise<string> {
    const server = await serveLocally(listener, host);
    servers.push(server);
    return server.url;
  }

  const vendor = await serve((request, response) => answer(request, response));
  const values = { token: "t", billcode: "1", recordingsUrl: `${vendor}/calls/` };
  const settings = await sealSettings({ id: connectionId, provider: "evrotel" }, values);
  await db.connection.update({ where: { id: connectionId }, data: { settings } });
  afterEach(() => {
    answer = answerRecording;
    configSlot.set(testConfig());
  });
  afterAll(() => servers.forEach((server) => server.close()));

  return {
    db,
    people,
    url: door.url,
    cookies,
    /** The provider's web server; recordings lie in its folder `calls`. */
    vendor,
    /** How it answers until the end of the test. @default with a recording */
    answerWith: (listener: RequestListener) => void (answer = listener),
    /** Another web server. @param host @default "127.0.0.1" */
    serve,
    /** A call of Olena's; with whom nobody knows, unless a contact is named. @returns its id */
    async call(recordingUrl: string | null, contactId?: string): Promise<string> {
      const startedAt = new Date("2026-11-21T14:33:00Z");
      const leg = { extension: "101", userId: people.olena, state: "ended", startedAt };
      const { id } = await db.call.create({
        data: {
          connectionId,
          direction: "incoming",
          state: "ended",
          disposition: "answered",
          clientRaw: "0440000201",
          recordingUrl,
          contactId,
          startedAt,
          legs: { create: leg },
        },
      });
      return id;
    },
    /** Asks for a call's recording. @param who a person's name, or anything for nobody */
    listen: (id: string, who: string, headers: Record<string, string> = {}, query = "") =>
      fetch(`${door.url}/api/calls/${id}/recording${query}`, {
        headers: { ...headers, cookie: cookies[who] ?? "" },
      }),
  };
}

/** The status and the code of a refusal. */
export async function codeOf(response: Response): Promise<[number, string]> {
  const { error } = (await response.json()) as { error: { code: string } };
  return [response.status, error.code];
}
