/** A large address book is taken over, and the copy that does it dies. */
import { setTimeout as sleep } from "node:timers/promises";
import { pieceSize, type ImportOptions } from "#lib/contacts/import/import-options";
import type { ImportView } from "#lib/contacts/import/queries";
import { waitUntil } from "#lib/testing/kit/wait-until";
import type { Cluster } from "./cluster";
import type { Copy } from "./copy";
import type { Harm } from "./harm";
import { linkedAgain } from "./harms-of-copies";

const second = 1_000;
const options: ImportOptions = {
  format: { kind: "csv", encoding: "utf-8", delimiter: "," },
  header: true,
  columns: ["name", "phone"],
  country: "RU",
  duplicates: "skip",
  labels: {},
};

export const killImport: Harm = {
  name: "import",
  title: "Import of 100,000 rows, its copy killed",
  async run(cluster, { isShort }) {
    const rows = isShort ? 10_000 : 100_000;
    const { vendor, copies, db } = cluster;
    const before = await db.contact.count();
    const holder = await cluster.holder();
    // Whose link it is not: the calls are to go on undisturbed.
    const copy = copies.find((one) => one !== holder) ?? holder;
    const id = await begin(cluster, copy, rows);
    await waitUntil(
      "a part is taken over",
      async () => (await view(cluster, holder, id)).position > rows / 10,
      {
        timeout: 120 * second,
      },
    );
    const at = performance.now();
    if (copy === holder) vendor.events.cut();
    await copy.stop("SIGKILL");
    if (copy === holder) await linkedAgain(cluster, at);
    const { position } = await view(cluster, holder, id);
    const moved = async () => (await view(cluster, holder, id)).position > position || undefined;
    const goesOn = await waitUntil("it goes on", moved, {
      timeout: 30 * second,
      interval: 100,
    }).then(
      () => performance.now() - at,
      () => Infinity,
    );
    if (goesOn < Infinity) {
      const ended = async () => (await view(cluster, holder, id)).state !== "running";
      await waitUntil("it has ended", ended, { timeout: 240 * second, interval: 250 });
    }
    const { state, created, failed, skipped } = await view(cluster, holder, id);
    await copy.start();
    await cluster.whole();
    const contacts = (await db.contact.count()) - before;
    return [
      { name: "rows", value: rows },
      {
        name: "went on elsewhere after",
        value: Math.round(goesOn),
        unit: "ms",
        limit: 15 * second,
      },
      { name: "ended as", value: state },
      { name: "created by its count", value: created },
      { name: "failed or skipped by its count", value: failed + skipped },
      { name: "contacts too few or too many", value: Math.abs(rows - contacts), limit: 0 },
      { name: "counts that are off", value: Math.abs(rows - created), limit: 0 },
    ];
  },
};

async function begin({ people }: Cluster, copy: Copy, rows: number): Promise<string> {
  const headers = { cookie: people.manager.cookie, origin: copy.url() };
  const door = `${copy.url()}/api/imports`;
  const made = await fetch(`${door}/uploads`, { method: "POST", headers });
  const { id: uploadId } = (await made.json()) as { id: string };
  const lines = Array.from({ length: rows }, (_, n) => `New client ${n},+${78_000_000_000 + n}`);
  const file = Buffer.from(`Name,Phone\n${lines.join("\n")}\n`);
  for (let from = 0; from < file.length; from += pieceSize) {
    const body = file.subarray(from, from + pieceSize);
    const sent = await fetch(`${door}/uploads/${uploadId}?at=${from}`, {
      method: "PUT",
      headers,
      body,
    });
    if (sent.status !== 204) throw new Error(`a piece was answered ${sent.status}`);
  }
  const answer = await fetch(door, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ uploadId, fileName: "book.csv", total: rows, options }),
  });
  if (answer.status !== 201) throw new Error(`the import was answered ${answer.status}`);
  return ((await answer.json()) as { id: string }).id;
}

async function view({ people }: Cluster, copy: Copy, id: string): Promise<ImportView> {
  const headers = { cookie: people.manager.cookie };
  for (;;) {
    const answer = await fetch(`${copy.url()}/api/imports/${id}`, { headers }).catch(() => null);
    if (answer?.status === 200) return (await answer.json()) as ImportView;
    await sleep(200);
  }
}
