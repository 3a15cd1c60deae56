import { conformance } from "../conformance";
import { callKeeper } from "./adapter";
import { startSimulator } from "./simulator";
import { encodeMessage } from "./wire";

const apiKey = "k3y-of-the-account";
const client = "79005551001";
const detail = {
  client,
  isApp: false,
  isForm: false,
  manager: "79161112233",
  person: "Аркадий",
  title: "",
};
const pageMessage = (extension: string | null) =>
  encodeMessage({ source: "page", extension, detail });

conformance({
  adapter: callKeeper,
  startSimulator: startSimulator,
  secret: apiKey,
  async start({ port = 0, deliver }) {
    const vendor = await startSimulator({ port, settings: { apiKey } });
    return {
      settings: vendor.settings,
      dropClients: vendor.dropConnections,
      refuseCommands: vendor.refuseCommands,
      holdCommands: () => vendor.beSilent(true),
      heldCommands: vendor.heldOrders,
      close: vendor.close,
      sendEveryKind: () => deliver(pageMessage("101")),
      sendRaw: (data) => deliver(data.toString("utf8")),
      tellWholeCall() {
        deliver(pageMessage(null));
        vendor.complete(vendor.order({ client, manager: detail.manager }));
      },
    };
  },
  kinds: ["call:dialling"],
  wrongSettings: [
    { settings: {}, field: "host" },
    { settings: { host: "https://api.callkeeper.ru" }, field: "host" },
    { settings: { host: "api.callkeeper.ru:8443" }, field: "host" },
    { settings: { host: "a.ru", apiUrl: "http://a.ru" }, field: "apiUrl" },
    { settings: { host: "a.ru", widgetScript: "w.js" }, field: "widgetScript" },
    { settings: { host: "a.ru", manager: "101" }, field: "manager" },
    { settings: { host: "a.ru", partner: "Partner" }, field: "partner" },
    { settings: { host: "a.ru", mail: "nobody" }, field: "mail" },
    { settings: { host: "a.ru", country: "Russia" }, field: "country" },
  ],
  wrongCredentials: { apiKey: "another key" },
  unknownKind: `{"source":"call","detail":{}}`,
  garbage: [
    "",
    "{",
    "[]",
    "null",
    `"words"`,
    Buffer.from([0xff, 0xfe, 0x00]),
    `{"source":"page","extension":null}`,
    `{"source":"page","extension":null,"detail":{}}`,
    `{"source":"page","extension":7,"detail":{"client":"7900"}}`,
    `{"source":"order","id":"","number":"7900","name":null}`,
    `{"source":"statistics","row":[]}`,
    `{"source":"statistics","row":{"id_call":"1"}}`,
  ],
  oversized: pageMessage(null).replace(client, "7".repeat(1_000_000)),
  requests: {
    orderCallback: (side) =>
      Promise.resolve({
        order: `http://${String(side.settings.host)}/order?client=${client}`,
        number: `+${client}`,
        name: null,
        isNumber: () => true,
      }),
  },
});
