/** Orders from untrusted pages, against real servers: the one that is configured, and another. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openHarness, type Harness } from "../testing";
import { callKeeper } from "./adapter";
import { readOrder } from "./commands";
import { startSimulator, type CallKeeperSimulator } from "./simulator";

const host = "api.callkeeper.ru";

const place = { host, orderPath: "/order" };

describe("an order is read as", () => {
  it.each([
    [`https://${host}/order?client=7900`, "/order", "client=7900"],
    [`https://${host}/a/b?x=1?y=2?`, "/a/b", "x=1%3Fy%3D2%3F"],
    [`https://${host}?client=7`, "/", "client=7"],
    [`https://${host}/o?c=7&person=В П`, "/o", "c=7&person=%D0%92+%D0%9F"],
    [`https://API.CallKeeper.RU:443/o?c=%D0%98`, "/o", "c=%D0%98"],
    [` https://${host}/o?c=7#x `, "/o", "c=7%23x"],
    [`https://${host}/a/../o?c=7`, "/o", "c=7"],
  ])("%s", (order, orderPath, body) => {
    const read = readOrder(order, { host, orderPath });
    expect([read.url.href, String(read.fields)]).toEqual([`https://${host}${orderPath}`, body]);
  });
});

describe("an order is refused that", () => {
  it.each([
    ["is empty", "", "is empty"],
    ["is blank", "  ", "is empty"],
    ["has no ?", `https://${host}/order`, "has no query"],
    ["has nothing after it", `https://${host}/order?`, "has no query"],
    ["names another host", "https://evil.example/order?c=7", "another host"],
    ["names another path", `https://${host}/internal/delete?client=7`, "another path"],
    ["names a path below", `https://${host}/order/x?client=7`, "another path"],
    ["names a path above", `https://${host}/order/../?client=7`, "another path"],
    ["has letters of another size", `https://${host}/Order?client=7`, "another path"],
    ["hides a host in its path", `https://${host}\\@evil.example/?c=7`, "another path"],
    ["names a host below", `https://x.${host}/order?c=7`, "another host"],
    ["names a host that ends alike", `https://evil${host}/order?c=7`, "another host"],
    ["names a host that begins alike", `https://${host}.evil.example/?c=7`, "another host"],
    ["has a dot too many", `https://${host}./order?c=7`, "another host"],
    ["hides the host behind a user", `https://${host}@evil.example/?c=7`, "must not name a user"],
    ["names a user", `https://user:word@${host}/order?c=7`, "must not name a user"],
    ["names a user at all", `https://@evil.example/?c=7`, "another host"],
    ["names a port", `https://${host}:8443/order?c=7`, "another host"],
    ["names http's port", `https://${host}:80/order?c=7`, "another host"],
    ["goes over http", `http://${host}/order?c=7`, "must go over https"],
    ["goes over ws", `wss://${host}/order?c=7`, "must go over https"],
    ["is no web address", `file:///etc/passwd?c=7`, "must go over https"],
    ["is a script", "javascript:alert(1)?c=7", "must go over https"],
    ["has no scheme", `//${host}/order?c=7`, "is not an address"],
    ["is relative", "/order?c=7", "is not an address"],
    ["has a fragment first", `https://${host}/#order?c=7`, "is not an address"],
    ["names this machine", "http://127.0.0.1:80/?c=7", "another host"],
    ["names it in disguise", "https://0x7f000001/?c=7", "another host"],
    ["names the cloud's secrets", "http://169.254.169.254/latest?c=7", "must go over https"],
    ["has a line break", `https://${host}/order?c=7\r\nX: y`, "has blanks"],
    ["has a tab in its host", `https://api.call\tkeeper.ru/order?c=7`, "has blanks"],
    ["is endless", `https://${host}/order?${"c".repeat(8_001)}`, "is longer than"],
  ])("%s", (_, order, words) => {
    expect(() => readOrder(order, place)).toThrow(
      expect.objectContaining({
        name: "ProviderError",
        code: "unreadable",
        field: "order",
        message: expect.stringContaining(words),
      }),
    );
  });
});

describe("over real sockets", () => {
  let vendor: CallKeeperSimulator;
  let other: Server;
  let heardByOther: string[];
  let harness: Harness;
  const number = "+79005551001";

  beforeEach(async () => {
    vendor = await startSimulator({ port: 0 });
    heardByOther = [];
    harness = openHarness(callKeeper, callKeeper.settings.parse(vendor.settings));
    other = createServer((request, response) => {
      heardByOther.push(request.url ?? "");
      response.end("777");
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  });
  afterEach(async () => {
    harness.close();
    await vendor.close();
    other.closeAllConnections();
    other.close();
  });

  const isNumber = (spelling: string) => spelling.replace(/\D/g, "") === number.slice(1);

  function place(order: string, signal?: AbortSignal, over: object = {}) {
    const settings = callKeeper.settings.parse({ ...vendor.settings, ...over });
    const ctx = harness.command(settings, signal);
    return callKeeper.orderCallback!({ order, number, name: "Аркадий", isNumber }, ctx);
  }
  const order = () => `${vendor.url}order?client=79005551001&person=A%20B&extra=1?2`;

  it("is accepted: the answer is the call's identifier, and goes into the inbox", async () => {
    const { externalId } = await place(order());
    expect(externalId).toMatch(/^\d+$/);
    expect(vendor.orders.map(String)).toEqual(["client=79005551001&person=A+B&extra=1%3F2"]);
    expect(harness.messages.map(({ key }) => key)).toEqual([`order ${externalId}`]);
    const origin = { inboxId: 5, receivedAt: new Date() };
    expect(callKeeper.parse(harness.messages[0]!.raw, origin)).toEqual([
      {
        kind: "call:dialling",
        externalId,
        clientNumber: number,
        clientCard: { name: "Аркадий", company: null, url: null },
      },
    ]);
  });

  it.each([
    ["another number", "client=19005550000", "another number"],
    ["a second number", "client=79005551001&client=19005550000", "another number"],
    ["another way to name it", "client=79005551001&tel=19005550000", "another number"],
    ["nobody", "person=A", "whom to call"],
    ["nobody, in an empty field", "client=", "another number"],
  ])("for %s is refused, and nobody is asked", async (_, query, words) => {
    await expect(place(`${vendor.url}order?${query}`)).rejects.toMatchObject({
      field: "order",
      message: expect.stringContaining(words),
    });
    expect(vendor.orders).toEqual([]);
  });

  it("says of the connection what its settings say, and nothing the visitor says", async () => {
    const theirs = "manager=19005550000&mail=a%40evil.example&param1=x&partner=y&mail%5Ball%5D=z";
    const numbers = "client=%2B7+900+555-10-01&client%5B%5D=1&client%2E=2&tel=79005551001";
    const order = `${vendor.url}order?${numbers}&${theirs}&id=77`;
    await place(order, undefined, { manager: "79161234567", mail: "us@x.test" });
    expect(String(vendor.orders[0])).toBe(
      "client=79005551001&id=77&manager=79161234567&mail=us%40x.test",
    );
  });

  it("goes to the path of the settings", async () => {
    const elsewhere = place(order(), undefined, { orderPath: "/hook/order" });
    await expect(elsewhere).rejects.toMatchObject({ field: "order" });
    expect(vendor.orders).toEqual([]);
  });

  it.each([
    ["12345", "12345"],
    ["\ufeff12345\r\n", "12345"],
    ['"ck-12345"', "ck-12345"],
    ["00-ab.12_3", "00-ab.12_3"],
  ])("takes %j for an identifier", async (body, externalId) => {
    vendor.answerWith({ status: 200, body });
    await expect(place(order())).resolves.toEqual({ externalId });
  });

  it.each([
    [200, "Звонок на этот номер запрещён", "Звонок на этот номер запрещён"],
    [200, "  <b>Лимит</b>\r\n исчерпан ", "Лимит исчерпан"],
    [200, "error", "error"],
    [200, "Error403", "Error403"],
    [200, "ERR_12", "ERR_12"],
    [200, "error:5", "error:5"],
    [200, "0", "0"],
    [200, "", "CallKeeper answered without a word (HTTP 200)"],
    [403, "12345", "12345"],
    [500, "Внутренняя ошибка", "Внутренняя ошибка"],
    [201, "12345", "12345 (HTTP 201)"],
    [200, "я".repeat(5_000), `${"я".repeat(299)}…`],
  ])("a refusal, HTTP %i %j, is told in its words", async (status, body, words) => {
    vendor.answerWith({ status, body });
    await expect(place(order())).rejects.toMatchObject({ code: "refused", message: words });
    expect(harness.messages).toEqual([]);
  });

  it("asks as the vendor's server wants it, and is refused from a server it does not know", async () => {
    vendor.allowServer(false);
    await expect(place(order())).rejects.toMatchObject({
      code: "refused",
      message: "Обращение с этого сервера не разрешено",
    });
    const plain = await fetch(order(), { method: "POST", body: "client=79005551001" });
    expect(plain.status).toBe(403);
  });

  it.each([301, 302, 303, 307, 308])("follows no redirect (HTTP %i)", async (status) => {
    const { port } = other.address() as AddressInfo;
    const location = `http://127.0.0.1:${port}/`;
    vendor.answerWith({ status, headers: { location }, body: "777" });
    await expect(place(order())).rejects.toMatchObject({ code: "refused" });
    expect(heardByOther).toEqual([]);
  });

  it("goes to no other port of the same machine", async () => {
    const { port } = other.address() as AddressInfo;
    const elsewhere = `http://127.0.0.1:${port}/order?client=79005551001`;
    await expect(place(elsewhere)).rejects.toMatchObject({ field: "order" });
    expect(heardByOther).toEqual([]);
  });

  it("reads no endless answer", async () => {
    vendor.answerWith({ status: 200, body: "1".repeat(100_000) });
    await expect(place(order())).rejects.toMatchObject({ code: "too-large" });
  });

  it("gives up in time when nothing is answered", async () => {
    vendor.beSilent(true);
    await expect(place(order(), AbortSignal.timeout(200))).rejects.toMatchObject({
      code: "timeout",
    });
  });

  it("says that nobody is there", async () => {
    const gone = order();
    await vendor.close();
    await expect(place(gone)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    vendor = await startSimulator({ port: 0 });
    vendor.goAway(true);
    await expect(place(order())).rejects.toMatchObject({ code: "connection-lost" });
  });
});
