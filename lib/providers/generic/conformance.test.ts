import { conformance } from "../conformance";
import { generic } from "./adapter";
import { startSimulator } from "./simulator";
import { newHookToken } from "./token";

/** One text for both secrets: neither may be seen anywhere. */
const token = newHookToken();
const right = (more: object) => ({ token, apiSecret: token, ...more });
const told = { direction: "incoming", from: "+380440000201", to: "+380440000100" } as const;

conformance({
  adapter: generic,
  startSimulator,
  secret: token,
  async start({ port = 0, hookUrl }) {
    const pbx = await startSimulator({ port, hookUrl, settings: right({}) });
    let last = 0;
    return {
      ...pbx,
      async sendEveryKind() {
        const call = `every-${++last}`;
        const about = { call, ...told };
        const pair = { extension: "101", target: "102" };
        await pbx.hooks.post(
          JSON.stringify([
            { type: "arrived", call, from: told.from, to: told.to },
            { type: "ringing", ...about, extensions: ["101", "103"] },
            { type: "answered", ...about, extension: "101" },
            { type: "left", ...about, extension: "103", disposition: "no-answer" },
            { type: "transferred", ...about, ...pair },
            { type: "ringing", ...about, direction: "outgoing", extension: 101 },
            { type: "ended", ...about, extension: "102", disposition: "answered" },
            { type: "recording", call, recording: "2026/11/1.wav" },
          ]),
        );
      },
      sendRaw: async (body) => void (await pbx.hooks.post(body.toString())),
      async sendForged() {
        const body = JSON.stringify({ type: "arrived", call: "forged" });
        await pbx.hooks.post(body, { token: newHookToken() });
      },
      tellWholeCall: () =>
        pbx.calls.play({
          direction: "incoming",
          client: "+380440000201",
          extensions: ["101"],
          answeredBy: "101",
          rings: 5,
          talks: 10,
        }),
    };
  },
  kinds: [
    "call:arrived",
    "call:ringing",
    "call:ringing",
    "call:answered",
    "call:leg-ended",
    "call:ringing",
    "call:leg-ended",
    "call:dialling",
    "call:ended",
    "call:recorded",
  ],
  wrongSettings: [
    { settings: { token: "whsec_short" }, field: "token" },
    { settings: { token: `whsec_${"!".repeat(32)}` }, field: "token" },
    { settings: right({ callUrl: "ftp://pbx/" }), field: "callUrl" },
    { settings: right({ callUrl: "https://{number}.example/" }), field: "callUrl" },
    { settings: right({ callUrl: "https://{number}@pbx.example/" }), field: "callUrl" },
    { settings: right({ callUrl: "https://pbx.example/{nummer}" }), field: "callUrl" },
    { settings: right({ callUrl: "https://pbx.example/{+number}" }), field: "callUrl" },
    { settings: right({ callMethod: "PUT" }), field: "callMethod" },
    { settings: right({ callBody: '{"to": "{number}"' }), field: "callBody" },
    { settings: right({ callBody: '{"{number}": 1}' }), field: "callBody" },
    { settings: right({ callBody: "to={from}" }), field: "callBody" },
    { settings: right({ callBody: "{number}" }), field: "callBody" },
    { settings: right({ callBody: "to={number}", callMethod: "GET" }), field: "callBody" },
    { settings: right({ headers: "Host: pbx.example" }), field: "headers" },
    { settings: right({ headers: "X Account: 1" }), field: "headers" },
    { settings: right({ headers: "Authorization: Bearer 12345" }), field: "headers" },
    { settings: right({ headers: "X-Account: {number}" }), field: "headers" },
    { settings: { headers: "Authorization: {secret}" }, field: "apiSecret" },
    { settings: right({ callerId: "office" }), field: "callerId" },
    { settings: right({ historyUrl: "https://pbx.example/?f={number}" }), field: "historyUrl" },
    { settings: right({ recordingsUrl: "records/" }), field: "recordingsUrl" },
    { settings: right({ country: "Ukraine" }), field: "country" },
  ],
  wrongCredentials: { apiSecret: "another-secret" },
  unknownKind: JSON.stringify({ type: "parked", call: "1" }),
  garbage: [
    "",
    "{",
    "[]",
    "just words",
    '"ringing"',
    "[null]",
    "\u0000\u0001",
    `{"type":`.repeat(4_000),
    "[".repeat(30_000),
    JSON.stringify(Array.from({ length: 101 }, () => ({ type: "arrived", call: "1" }))),
    '{"__proto__":{"type":"arrived","call":"1"}}',
    JSON.stringify({ type: "arrived", call: "1", extention: "101" }),
    JSON.stringify({ type: "ringing", call: "1", ...told }),
    JSON.stringify({ type: "arrived", call: "1", time: "2026-11-29 10:00:00" }),
    JSON.stringify({ type: "arrived", call: "1\u0000" }),
  ],
  oversized: JSON.stringify({ type: "arrived", call: "1", from: "1".repeat(70_000) }),
  requests: { placeCall: { extension: "101", number: "+380440000201" } },
});
