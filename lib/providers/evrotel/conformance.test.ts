import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { conformance } from "../conformance";
import { evrotel } from "./adapter";
import { startSimulator } from "./simulator";
import { wav } from "./testing";

const token = "s3cret-of-the-account";
const file = "20558_greeting.wav";
const sound = wav();
const sounds = createServer((_, response) => response.end(sound));
beforeAll(() => new Promise<void>((resolve) => sounds.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => sounds.close(resolve)));
const soundUrl = () => `http://127.0.0.1:${(sounds.address() as AddressInfo).port}/greeting.wav`;

const start = "callstatus=start&calldate=2018-04-01+00:00:11&direction=i";
const wrong = (more: object) => ({ token, billcode: "20558", ...more });

conformance({
  adapter: evrotel,
  startSimulator,
  secret: token,
  async start({ port = 0, hookUrl }) {
    const exchange = await startSimulator({ port, hookUrl, settings: { token } });
    exchange.exchange.sounds.add(file);
    let call = 0;
    const post = (text: string) =>
      fetch(hookUrl, { method: "POST", headers: { authorization: token }, body: text });
    return {
      ...exchange,
      async sendEveryKind() {
        const client = `04400002${String(++call).padStart(2, "0")}`;
        const calldate = "2018-04-01 00:00:11";
        const event = { callstatus: "start", calldate, direction: "i", numberA: client };
        const answer = await exchange.hooks.send({ ...event, numberB: "101" });
        await exchange.hooks.send({ ...event, numberB: "0440000100" });
        const outgoing = { direction: "o", numberA: "101", numberB: client };
        await exchange.hooks.send({ ...event, ...outgoing });
        await exchange.hooks.send({
          callstatus: "end",
          calldate,
          callid: answer.text,
          direction: "i",
          billsec: "78",
          disposition: "ANSWERED",
          recfile: "/wav/9/1.wav",
        });
      },
      sendRaw: async (body) => void (await (await post(body.toString())).text()),
      async sendForged() {
        const fields = { callstatus: "start", calldate: "2018-04-01 00:00:11", direction: "i" };
        await exchange.hooks.send(fields, { token: "another word" });
      },
      tellWholeCall: () =>
        exchange.calls.play({ direction: "i", numberA: "0440000201", numberB: "101", lasts: 10 }),
    };
  },
  kinds: ["call:ringing", "call:arrived", "call:dialling", "call:ended"],
  wrongSettings: [
    { settings: { billcode: "20558" }, field: "token" },
    { settings: { token }, field: "billcode" },
    { settings: wrong({ billcode: "none" }), field: "billcode" },
    { settings: wrong({ baseUrl: "ftp://host/" }), field: "baseUrl" },
    { settings: wrong({ recordingsUrl: "records" }), field: "recordingsUrl" },
    { settings: wrong({ statisticsUrl: "https://a:b@host/" }), field: "statisticsUrl" },
    { settings: wrong({ timeZone: "Europe/Nowhere" }), field: "timeZone" },
    { settings: wrong({ routing: "any" }), field: "routing" },
    { settings: wrong({ country: "Ukraine" }), field: "country" },
  ],
  wrongCredentials: { billcode: "99999" },
  unknownKind: start.replace("start", "transfer"),
  garbage: [
    "{",
    "[]",
    "just words",
    `"start"`,
    "\u0000\u0001",
    `{"callstatus":`.repeat(4_000),
    start.replace("2018-04-01", "2018-02-30"),
    start.replace("direction=i", "direction=x"),
    `${start}&numberA=${"1".repeat(1_000)}`,
    `${start}&numberA[]=1&numberA[]=2`,
    "%&%E0%A4%A=%",
  ],
  oversized: `${start}&more=${"x".repeat(70_000)}`,
  requests: {
    placeCall: { extension: "101", number: "+380 44 000 02 01" },
    uploadSound: () => Promise.resolve({ name: "greeting.wav", url: soundUrl(), bytes: sound }),
    dialWithSound: { number: "+380 44 000 02 01", file },
    startCampaign: { file, channels: 5 },
  },
});
