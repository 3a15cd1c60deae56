import { describe, expect, it } from "vitest";
import { createRequests } from "./requests";
import { parseMessages } from "./wire";

const answer = (requestId: string, code = 0, details = "") => ({
  code,
  requestId,
  details,
  data: {},
  rows: [],
});

function link() {
  const sent: string[] = [];
  const requests = createRequests((xml) => sent.push(xml) > 0);
  const call = (To: string) => requests.send("Call", { From: "101", To });
  return { sent, requests, call };
}

describe("requests", () => {
  it("take each its own answer, in whatever order they come", async () => {
    const { requests, call } = link();
    const [first, second] = [call("1"), call("2")];
    requests.settle(answer("2", 1, "Busy"));
    requests.settle(answer("1"));
    await expect(first).resolves.toBeDefined();
    await expect(second).rejects.toMatchObject({ code: "refused", message: "Busy" });
  });

  it("take a refusal with another's id when nobody else is waiting", async () => {
    const { requests, call } = link();
    const only = call("1");
    requests.settle(answer("77", 2));
    await expect(only).rejects.toMatchObject({ code: "refused" });
  });

  it("do not refuse the wrong one when two are waiting", async () => {
    const { requests, call } = link();
    const [accepted, refused] = [call("1"), call("2")];
    requests.settle(answer("1", 2));
    requests.settle(answer("1"));
    await expect(accepted).resolves.toBeDefined();
    await expect(refused).rejects.toMatchObject({ code: "refused" });
  });

  it("ignore answers to nobody, and second answers", async () => {
    const { requests, call } = link();
    requests.settle(answer("9"));
    requests.settle(answer("9", 2));
    const first = call("1");
    requests.settle(answer("1"));
    requests.settle(answer("1", 2));
    const two = call("2");
    requests.settle(answer("2"));
    await expect(Promise.all([first, two])).resolves.toHaveLength(2);
  });

  it("end with the link", async () => {
    const { requests, call } = link();
    const both = Promise.allSettled([call("1"), call("2")]);
    requests.abandon(Object.assign(new Error("gone"), { code: "connection-lost" }) as never);
    for (const result of await both) expect(result).toMatchObject({ status: "rejected" });
  });

  it.each(["12\u00003", "1\n2", "1\u007f"])("never dial %j as another number", async (number) => {
    const { sent, call } = link();
    await expect(call(number)).rejects.toMatchObject({ code: "invalid", field: "To" });
    expect(sent).toEqual([]);
  });

  it.each(["</To><To>666</To>", "]]>", "&#0;", "<!--", "a\"b'c", "&amp;", "Привет 🎉"])(
    "say %j and nothing else",
    (words) => {
      const { sent, call } = link();
      void call(words).catch(() => undefined);
      expect(parseMessages(sent[0]!)).toEqual([
        {
          kind: "request",
          request: { method: "Call", requestId: "1", data: { From: "101", To: words } },
        },
      ]);
    },
  );
});
