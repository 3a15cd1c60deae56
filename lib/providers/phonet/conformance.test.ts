import { conformance } from "../conformance";
import { phonet } from "./adapter";
import { startSimulator, type PhonetSimulator } from "./simulator";

const apiKey = "S3Bvc2eNimuQmQWyJt5aEvNj";
const from = "380671112233";
const whole = { domain: "office.phonet.com.ua", apiKey };
const live = { event: "call.dial", uuid: "23-1.1", lgDirection: 4 };
const leg = { id: 120, type: 1, displayName: "Olena", ext: "101" };
const text = (message: object) => JSON.stringify({ ...live, leg, ...message });
const calls = (side: unknown) => (side as PhonetSimulator).calls;

conformance({
  adapter: phonet,
  startSimulator,
  secret: apiKey,
  async start({ port = 0 }) {
    const pbx = await startSimulator({ port, settings: { apiKey } });
    const group = () => {
      const uuid = pbx.calls.dial({ extension: pbx.group, from });
      const own = pbx.calls.dial({ extension: "101", from, parentUuid: uuid });
      pbx.calls.bridge(own);
      pbx.calls.hangUp(own);
      pbx.calls.hangUp(uuid);
    };
    const outgoing = () => {
      const uuid = pbx.calls.dial({ direction: "outgoing", extension: "101", from });
      pbx.calls.bridge(uuid);
      pbx.calls.hangUp(uuid);
    };
    return {
      ...pbx,
      sendEveryKind() {
        group();
        outgoing();
        pbx.calls.pause("101", true);
        pbx.calls.pause("101", false);
      },
      tellWholeCall: outgoing,
    };
  },
  kinds: [
    "call:arrived",
    "call:ringing",
    "call:answered",
    "call:leg-ended",
    "call:ended",
    "call:dialling",
    "call:answered",
    "call:ended",
    "presence:changed",
    "presence:changed",
  ],
  wrongSettings: [
    { settings: { ...whole, domain: "" }, field: "domain" },
    { settings: { ...whole, domain: "not a host" }, field: "domain" },
    { settings: { ...whole, apiKey: "" }, field: "apiKey" },
    { settings: { ...whole, apiKey: "a b" }, field: "apiKey" },
    { settings: { ...whole, baseUrl: "ws://pbx" }, field: "baseUrl" },
    { settings: { ...whole, baseUrl: "https://u:p@pbx" }, field: "baseUrl" },
    { settings: { ...whole, country: "Ukraine" }, field: "country" },
  ],
  wrongCredentials: { apiKey: "another-key" },
  unknownKind: text({ event: "call.parked" }),
  garbage: [
    "just words",
    "",
    "{",
    text({}).slice(0, -1),
    `${text({})}${text({})}`,
    "null",
    "[]",
    "7",
    '"call.dial"',
    Buffer.from([0xff, 0xfe, 0x00]),
    Buffer.from([0xc3, 0x28]),
    "[".repeat(20_000),
    text({ uuid: null }),
    text({ uuid: { $gt: "" } }),
    text({ lgDirection: 3 }),
    text({ leg: null }),
    text({ leg: { ...leg, type: 9 } }),
    text({ leg: { ...leg, ext: null } }),
    text({ otherLegs: "nobody" }),
    text({ dialAt: "yesterday" }),
    text({ serverTime: 47_000_000_000_000_000 }),
    text({ lgDirection: 1 }),
  ],
  oversized: text({ trunkName: "A".repeat(10 * 1024 * 1024) }),
  requests: {
    placeCall: { extension: "101", number: "+38 (067) 111-22-33" },
    hangUp: async (side) => ({ externalId: calls(side).dial({ extension: "101", from }) }),
  },
});
