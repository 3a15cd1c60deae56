import { expect, it } from "vitest";
import { waitForPages } from "./patient-pages";

const page = { headers: { rsc: "1" } };

/** A server that answers what is asked of it in this order; a `null` is a dead line. */
function serverOf(answers: Record<string, (number | null)[]>) {
  const asked: string[] = [];
  const ask = waitForPages(async (input) => {
    const path = String(input);
    asked.push(path);
    const status = answers[path]?.shift();
    if (status === undefined) throw new Error(`nobody expects another question for ${path}`);
    if (status === null) throw new TypeError("Failed to fetch");
    return new Response(null, { status });
  });
  return { ask, asked };
}

it("waits for a page until the server is there", async () => {
  const { ask, asked } = serverOf({ "/contacts": [null, 200], "/api/health": [null, 503, 200] });
  expect((await ask("/contacts", page)).status).toBe(200);
  expect(asked.filter((path) => path === "/api/health")).toHaveLength(3);
});

it("asks anew where the line breaks in the middle of the page, which keeps its address", async () => {
  let asked = 0;
  const ask = waitForPages(async (input) => {
    if (input === "/api/health") return new Response(null, { status: 200 });
    const breaks = asked++ === 0;
    const body = new ReadableStream({
      start: (stream) => (breaks ? stream.error(new TypeError("network error")) : stream.close()),
    });
    const answer = new Response(body, { status: 200 });
    return Object.defineProperty(answer, "url", { value: "http://crm.test/contacts" });
  });
  const answer = await ask("/contacts", page);
  expect([answer.status, answer.url, asked]).toEqual([200, "http://crm.test/contacts", 2]);
});

it("asks once more where a proxy says that nobody is behind it", async () => {
  const { ask } = serverOf({ "/contacts": [502, 200], "/api/health": [200] });
  expect((await ask("/contacts", page)).status).toBe(200);
});

it("leaves it to Next where a server that is there refuses the page each time", async () => {
  const { ask } = serverOf({ "/contacts": [null, null, null], "/api/health": [200, 200] });
  await expect(ask("/contacts", page)).rejects.toThrow("Failed to fetch");
  const forbidden = serverOf({ "/contacts": [403] });
  expect((await forbidden.ask("/contacts", page)).status).toBe(403);
});

it.each<RequestInit | undefined>([
  { method: "POST", headers: { "next-action": "a" } },
  { method: "POST", ...page },
  { headers: { rsc: "1", "next-router-prefetch": "1" } },
  undefined,
])("never repeats what may have been done, nor what is fetched in advance: %o", async (init) => {
  const { ask, asked } = serverOf({ "/contacts": [null] });
  await expect(ask("/contacts", init)).rejects.toThrow("Failed to fetch");
  expect(asked).toEqual(["/contacts"]);
});
