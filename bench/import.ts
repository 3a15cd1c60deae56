/** An address book comes in while calls do: how long it takes, and what the calls notice of it. */
import { setTimeout as sleep } from "node:timers/promises";
import { type ImportOptions, pieceSize } from "#lib/contacts/import/import-options";
import type { ImportView } from "#lib/contacts/import/queries";
import type { Benchmark, DatabaseContext } from "./benchmark";
import { phases } from "./load/plan";
import { measure, percentile, type Measured } from "./measure";
import { signInCookies } from "./seed/cookies";
import type { Stage } from "./stage";
import type { Row } from "./table";

/** Calls that begin in a second, each with three events. */
const callsPerSecond = 50;
const rate = callsPerSecond * phases.length;
/** How often the import is asked how far it is, in ms. */
const askEvery = 250;

const options: ImportOptions = {
  format: { kind: "csv", encoding: "utf-8", delimiter: "," },
  header: true,
  columns: ["name", "phone", "email", "company", "note"],
  country: "RU",
  duplicates: "update",
  labels: {},
};

export const importing: Benchmark = {
  name: "import",
  needsDatabase: true,
  async run(context) {
    const rows = context.effort.importRows;
    const stage = await context.stage();
    const { seconds } = context.effort;
    const play = (lasting: number) =>
      measure(stage, "product", { kind: "steady", rate, seconds: lasting });
    const door = await openDoor(stage, context);
    context.say(`${callsPerSecond} calls/s, nothing imported`);
    const alone = await play(seconds);
    context.say(`importing ${rows} rows while ${callsPerSecond} calls/s come`);
    const busy = await door.begin(addressBook(rows, 0));
    const during: Measured[] = [];
    let over = false;
    const ended = door.ended(busy).finally(() => (over = true));
    while (!over) during.push(await play(5));
    const besideCalls = await ended;
    context.say(`importing ${rows} rows, no calls`);
    const quiet = await door.begin(addressBook(rows, rows));
    const undisturbed = await door.ended(quiet);
    return [
      ...popUps(`${callsPerSecond} calls/s, no import`, [alone]),
      ...popUps(`${callsPerSecond} calls/s, during the import`, during),
      row(`${rows} rows imported beside the calls`, "s", besideCalls.seconds),
      row("of them taken", "rows", besideCalls.taken),
      row(`${rows} rows imported, no calls`, "s", undisturbed.seconds),
    ];
  },
};

function popUps(title: string, played: Measured[]): Row[] {
  const waits = played.flatMap(({ latencies }) => latencies).sort((a, b) => a - b);
  const late = played.flatMap((measured) => measured.late).sort((a, b) => a - b);
  const lost = played.reduce((sum, measured) => sum + measured.lost, 0);
  return [
    row(`${title}: pop-up p50`, "ms", percentile(waits, 50)),
    row(`${title}: pop-up p99`, "ms", percentile(waits, 99)),
    row(`${title}: pop-up max`, "ms", percentile(waits, 100)),
    row(`${title}: sent late, p99`, "ms", percentile(late, 99)),
    row(`${title}: lost`, "events", lost),
  ];
}

function row(figure: string, unit: string, product: number): Row {
  return { figure, unit, product };
}

/** New people, but for every tenth, whose number is a seeded contact's. */
function addressBook(rows: number, from: number): Buffer {
  const lines = Array.from({ length: rows }, (_, index) => {
    const n = from + index;
    const number = n % 10 === 0 ? 79_000_000_000 + (n % 20_000) : 78_000_000_000 + n;
    return `New client ${n},+${number},client${n}@bench.test,Company ${n % 5_000},From the fair`;
  });
  return Buffer.from(`Name,Phone,E-mail,Company,Note\n${lines.join("\n")}\n`);
}

/** The same door as the browser's, as the seeded manager. */
async function openDoor(stage: Stage, { effort }: DatabaseContext) {
  const url = stage.urls.product;
  const cookie = (await signInCookies(effort.seed.people + 1)).at(-1)!;
  const headers = { cookie, origin: url };

  async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const answer = await fetch(`${url}/api/imports${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  return {
    /** How long it took from its beginning on, and how many rows were made use of. */
    async ended(id: string): Promise<{ seconds: number; taken: number }> {
      for (;;) {
        const { state, startedAt, created, updated } = await ask<ImportView>(`/${id}`);
        const seconds = (Date.now() - Date.parse(startedAt)) / 1000;
        if (state !== "running") return { seconds, taken: created + updated };
        await sleep(askEvery);
      }
    },
    async begin(file: Buffer): Promise<string> {
      const upload = await ask<{ id: string }>("/uploads", { method: "POST" });
      for (let at = 0; at < file.length; at += pieceSize) {
        const body = new Uint8Array(file.subarray(at, at + pieceSize));
        await ask(`/uploads/${upload.id}?at=${at}`, { method: "PUT", body });
      }
      const total = effort.importRows;
      const body = JSON.stringify({ uploadId: upload.id, fileName: "fair.csv", total, options });
      return (await ask<{ id: string }>("", { method: "POST", body })).id;
    },
  };
}
