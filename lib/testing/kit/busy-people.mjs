// A process of its own: people who open pages and write contacts down as fast as they are answered, until it is killed.
import { readFileSync } from "node:fs";

const [url, cookie] = process.argv.slice(2);
const readers = 60;
const writers = 20;
const headers = { cookie, origin: url };
const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
const [writing] = Object.entries(manifest.node).find(
  ([, { exportedName }]) => exportedName === "createContactAction",
);

async function forEver(ask) {
  for (let n = 0; ; n++) {
    const answer = await ask(n).catch(() => null);
    const text = (await answer?.text()) ?? "";
    const isRefused = text.includes('"ok":false');
    process.send?.({ status: isRefused ? "refused" : (answer?.status ?? "lost") });
  }
}

const open = () => fetch(`${url}/contacts`, { headers });
const write = (writer) => (n) =>
  fetch(`${url}/contacts`, {
    method: "POST",
    headers: { ...headers, "next-action": writing, "content-type": "text/plain;charset=UTF-8" },
    body: JSON.stringify([{ name: `Rosa ${writer}.${n}`, numbers: [], emails: [] }]),
  });
for (let n = 0; n < readers; n++) void forEver(open);
for (let n = 0; n < writers; n++) void forEver(write(n));
