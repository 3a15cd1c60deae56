/** Which bodies of server actions reach React: what our pages send, as React itself encodes it, and nothing else. */
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { refuseAction } from "./action-request";

type EncodeReply = (args: unknown[]) => Promise<string | FormData>;
let encodeReply: EncodeReply;
beforeAll(() => {
  // What loads code in the browser; encoding has no need of it.
  vi.stubGlobal("__webpack_require__", {});
  const client = "next/dist/compiled/react-server-dom-webpack/client.browser";
  ({ encodeReply } = createRequire(import.meta.url)(client) as { encodeReply: EncodeReply });
});
afterAll(() => vi.unstubAllGlobals());

async function ask(body: BodyInit, more: Record<string, string> = {}) {
  const request = new Request("http://localhost/", { method: "POST", body, headers: more });
  const headers = { "next-action": "x", ...Object.fromEntries(request.headers) };
  return refuseAction(headers, Buffer.from(await request.arrayBuffer()));
}
const refused = { refusal: { status: 400 } };

function upload(file: FormDataEntryValue = new File(["RIFF\r\n\0\xff"], 'зву"к.wav')) {
  const form = new FormData();
  form.set("connectionId", "5b4c1f0e-0000-4000-8000-000000000000");
  form.set("file", file);
  return form;
}
const encoded = async (...args: unknown[]) => (await encodeReply(args)) as FormData;

/** The right form with one part set, or left out. */
async function changed(name: string, value: FormDataEntryValue | null) {
  const form = await encoded(upload());
  if (value === null) form.delete(name);
  else if (typeof value === "string") form.set(name, value);
  else form.set(name, value);
  return form;
}

describe("plain data", () => {
  it("passes as it came", async () => {
    const at = new Date();
    const body = await encodeReply([{ text: "$5", at, none: undefined, list: [1, null, true] }]);
    expect(await ask(body)).toBeNull();
  });

  it.each([
    ["a map", () => encodeReply([new Map([[1, 2]])])],
    ["a promise", () => encodeReply([Promise.resolve(1)])],
    ["a file alone", () => encodeReply([new File(["x"], "x")])],
    ["a stream", () => encodeReply([new Blob(["x"]).stream()])],
    ["the same object twice", () => ((one) => encodeReply([one, one]))({ a: 1 })],
    ["a reference", async () => '["$1:constructor"]'],
    ["a reference to a form that is not there", async () => '["$K1"]'],
    ["a prototype", async () => '[{"__proto__":{}}]'],
    ["no array", async () => "{}"],
    ["no JSON", async () => ""],
  ])("is not %s", async (_, body) => {
    expect(await ask(await body())).toMatchObject(refused);
  });
});

describe("the form with a sound", () => {
  it("passes as React encodes it, written anew", async () => {
    const answer = await ask(await encoded(upload()));
    if (!answer || !("rewritten" in answer)) throw new Error(JSON.stringify(answer));
    const { headers, body } = answer.rewritten;
    expect(headers["content-length"]).toBe(String(body.length));
    const read = await new Response(new Uint8Array(body), { headers }).formData();
    expect([...read.keys()]).toEqual(["_1_connectionId", "_1_file", "0"]);
    expect(read.get("0")).toBe('["$K1"]');
    expect(read.get("_1_connectionId")).toBe(upload().get("connectionId"));
    const [file, sent] = [read.get("_1_file") as File, upload().get("file") as File];
    expect(file.name).toBe(sent.name);
    expect(await file.bytes?.()).toEqual(await sent.bytes?.());
    expect(await file.text()).toBe(await sent.text());
  });

  it.each([
    "",
    "[",
    "[]",
    "{}",
    '["$K2"]',
    '["$K1","$K1"]',
    '[{"a":"$K1"}]',
    '["$1:then"]',
    '[ "$K1"]',
    '["$F1"]',
    '["$@1"]',
    '["$Q1"]',
    '["$B1"]',
    '["$K1:__proto__"]',
  ])("has no arguments like %j", async (args) => {
    expect(await ask(await changed("0", args))).toMatchObject(refused);
  });

  it.each<[string, string, FormDataEntryValue | null]>([
    ["no arguments", "0", null],
    ["arguments in a file", "0", new File(['["$K1"]'], "args")],
    ["no connection", "_1_connectionId", null],
    ["a connection too long", "_1_connectionId", "x".repeat(101)],
    ["a file as its connection", "_1_connectionId", new File(["x"], "x")],
    ["no file", "_1_file", null],
    ["a text as its file", "_1_file", "RIFF"],
    ["a part more", "1", '"$@0"'],
    ["a field more", "_1_more", "x"],
    ["another action", "$ACTION_ID_x", ""],
  ])("does not come with %s", async (_, name, value) => {
    expect(await ask(await changed(name, value))).toMatchObject(refused);
  });

  it.each(["0", "_1_connectionId", "_1_file"])("has %s once", async (name) => {
    const form = await encoded(upload());
    const value = form.get(name)!;
    if (typeof value === "string") form.append(name, value);
    else form.append(name, value);
    expect(await ask(form)).toMatchObject(refused);
  });

  it("comes alone", async () => {
    expect(await ask(await encoded(upload(), 1))).toMatchObject(refused);
    expect(await ask(await encoded({ form: upload() }))).toMatchObject(refused);
  });

  it.each([
    ["without a boundary", "multipart/form-data"],
    ["of another boundary", "multipart/form-data; boundary=x"],
    ["of a type that only begins so", "multipart/form-data-x; boundary=x"],
  ])("is refused %s", async (_, type) => {
    const body = await new Response(await encoded(upload())).arrayBuffer();
    expect(await ask(body, { "content-type": type })).toMatchObject(refused);
    expect(await ask('[{"a":1}]', { "content-type": type })).toMatchObject(refused);
  });

  it("does not bring on what only another reader would see", async () => {
    const head = (name: string) => `Content-Disposition: form-data; name="${name}"`;
    const part = (heads: string[], text: string) => `--x\r\n${heads.join("\r\n")}\r\n\r\n${text}`;
    const file = `${head("_1_file")}; filename="a.wav"`;
    const parts = [
      // The one reader takes the last name of a part, the other the first.
      part([head("0"), head("_1_connectionId")], '["$1:hidden"]'),
      part([file], "RIFF"),
      part([head("1"), head("0")], '["$K1"]'),
    ];
    const body = `${parts.join("\r\n")}\r\n--x--\r\n`;
    const answer = await ask(body, { "content-type": "multipart/form-data; boundary=x" });
    if (!answer || !("rewritten" in answer)) return expect(answer).toMatchObject(refused);
    const written = answer.rewritten.body.toString();
    expect([...written.matchAll(/ name="(.*?)"/g)].map(([, name]) => name)).toEqual([
      "_1_connectionId",
      "_1_file",
      "0",
    ]);
  });
});

it("a body of no action is refused", async () => {
  expect(await refuseAction({}, Buffer.from("[]"))).toMatchObject(refused);
});
