// A process of its own that does to the product what nobody should: guesses passwords, sends bodies without an end,
// watches the team board without a pause, imports hostile address books. It goes on until it is killed.
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { io } from "socket.io-client";

const [url, cookie] = process.argv.slice(2);
const guesses = 8;
const bodies = 20;
const pieceSize = 1024 * 1024;

async function guess(account) {
  for (;;) {
    const body = new URLSearchParams({ email: `olena${account}@office.test`, password: "guess" });
    const sent = fetch(`${url}/api/auth/callback/credentials`, { method: "POST", body });
    await sent.then((answer) => answer.arrayBuffer()).catch(() => undefined);
    account = (account + guesses) % 1_000;
  }
}

/** Sends until it is cut off, then anew. */
function sendBody() {
  const chunk = Buffer.alloc(16 * 1024, "a");
  const sent = request(`${url}/contacts`, {
    method: "POST",
    agent: false,
    headers: { origin: url },
  });
  const timer = setInterval(() => sent.write(chunk), 10);
  sent.on("response", (answer) => answer.resume());
  sent.on("error", () => undefined);
  sent.on("close", () => {
    clearInterval(timer);
    setTimeout(sendBody, 50);
  });
}

const options = {
  format: { kind: "csv", encoding: "utf-8", delimiter: "," },
  header: true,
  columns: ["name", "phone", "email", "company", "owner", "tags", "note"],
  country: "RU",
  duplicates: "create",
  labels: {},
};
const hostileCell = "x/1;a@b.cd ".repeat(2_000);
const rows = Array.from({ length: 20_000 }, (_, n) =>
  n % 400 === 0 ? Array(7).fill(hostileCell).join(",") : `Ann ${n},+7495${1_000_000 + n},,,,,`,
);

/** One after the other, as soon as the last one is done. */
async function importBooks() {
  const call = (path, method, body, type = "application/json") =>
    fetch(`${url}/api/imports${path}`, {
      method,
      body,
      headers: { cookie, origin: url, "content-type": type },
    });
  for (;;) {
    const { id } = await (await call("/uploads", "POST")).json();
    const book = Buffer.from(["Name,Phone,Mail,Company,Owner,Tags,Note", ...rows, ""].join("\n"));
    for (let at = 0; at < book.length; at += pieceSize) {
      const piece = book.subarray(at, at + pieceSize);
      await call(`/uploads/${id}?at=${at}`, "PUT", piece, "text/csv");
    }
    const begun = { uploadId: id, fileName: "people.csv", total: rows.length, options };
    let status = 409;
    while (status === 409) {
      await sleep(100);
      ({ status } = await call("", "POST", JSON.stringify(begun)));
    }
    process.send?.({ imported: status });
  }
}

for (let n = 0; n < guesses; n++) void guess(n);
for (let n = 0; n < bodies; n++) sendBody();
void importBooks();
const socket = io(url, { transports: ["websocket"], extraHeaders: { cookie, origin: url } });
setInterval(() => socket.emit("board:watch", {}, () => undefined), 3);
