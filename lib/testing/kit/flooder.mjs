// A process of its own that does to the product what nobody should: guesses passwords, sends bodies without an end,
// watches the team board without a pause. It goes on until it is killed.
import { request } from "node:http";
import { io } from "socket.io-client";

const [url, cookie] = process.argv.slice(2);
const guesses = 8;
const bodies = 20;

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

for (let n = 0; n < guesses; n++) void guess(n);
for (let n = 0; n < bodies; n++) sendBody();
const socket = io(url, { transports: ["websocket"], extraHeaders: { cookie, origin: url } });
setInterval(() => socket.emit("board:watch", {}, () => undefined), 3);
