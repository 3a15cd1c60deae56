import { conformance } from "../conformance";
import { prostieZvonki } from "./adapter";
import { startSimulator } from "./simulator";
import { newCallId } from "./simulator-events";
import { encodeFrame } from "./wire";

const password = "s3cret-of-the-pbx";
const text = (xml: string) => encodeFrame(xml, "base64");

const bomb = `<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Event type="2" callID="1" from="&b;" to="101"/>`;
const external = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><Event type="2" callID="1" from="&f;" to="1"/>`;
const event = `<Event type="2" callID="555" from="73430112233" line="2" to="101"/>`;
const parties = { from: "73430112233", to: "101" };

conformance({
  adapter: prostieZvonki,
  startSimulator,
  secret: password,
  async start({ port = 0 }) {
    const pbx = await startSimulator({ port, host: "127.0.0.1", password });
    return {
      ...pbx,
      sendEveryKind() {
        const smstext = "0J/RgNC40LLQtdGC";
        for (const type of ["1", "2", "32", "4", "8", "16", "128", "256"]) {
          pbx.generate({ type, ...parties, ...(type === "128" && { smstext }) });
        }
      },
    };
  },
  kinds: [
    "call:arrived",
    "call:ringing",
    "call:answered",
    "call:ended",
    "call:dialling",
    "call:answered",
    "sms:sent",
    "sms:status",
  ],
  wrongSettings: [
    { settings: { url: "" }, field: "url" },
    { settings: { url: "http://pbx" }, field: "url" },
    { settings: { url: "ws://pbx/?CID=abc" }, field: "url" },
    { settings: { url: "pbx", password: "x".repeat(33) }, field: "password" },
    { settings: { url: "pbx", country: "Russia" }, field: "country" },
    { settings: { url: "pbx", clientType: "" }, field: "clientType" },
  ],
  wrongCredentials: { password: "another word" },
  unknownKind: text(`<Event type="3" callID="1" from="1" to="2"/>`),
  garbage: [
    "not base64 at all!",
    text(event).slice(0, -3),
    Buffer.from([0xff, 0xfe, 0x00]),
    text("<Event type='2'"),
    text("<Event/><Event"),
    text("just words"),
    text(""),
    text(bomb),
    text(external),
    text(`<Event type="2" from="&nbsp;"/>`),
    text("<a>".repeat(50)),
    text("<Surprise/>"),
    Buffer.from([0xc3, 0x28]),
    text(`<?xml version="1.0"?><!DOCTYPE a><Event/>`),
  ],
  oversized: Buffer.alloc(10 * 1024 * 1024, "A"),
  requests: {
    placeCall: { extension: "101", number: "+7 (343) 0112233" },
    transfer: { externalId: newCallId(), extension: "102" },
    sendSms: { extension: "101", number: "+7 (900) 0112233", text: "Привет" },
  },
});
