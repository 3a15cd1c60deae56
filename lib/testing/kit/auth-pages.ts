/** The product's sign-in as Next serves it, for a door without the pages. */
import { inRequest } from "./as-request";
import { text } from "node:stream/consumers";
import { NextRequest } from "next/server";
import type { NextHandler } from "#lib/server/pages-door";
import { tellNextAuth } from "#lib/base/config";
import { testConfig } from "./test-config";

tellNextAuth(testConfig());

type Handler = (request: Request, context: unknown) => Promise<Response>;

/** @param route of app/api/auth, which the kit may not import */
export const authPages =
  (route: { GET: Handler; POST: Handler }): NextHandler =>
  async (req, res) => {
    const { host = "", ...own } = req.headers;
    const url = new URL(req.url ?? "/", `http://${host}`);
    const body = req.method === "POST" ? await text(req) : undefined;
    const headers = new Headers({ host, "x-forwarded-host": host, "x-forwarded-proto": "http" });
    for (const [name, value] of Object.entries(own)) headers.set(name, String(value));
    const request = new NextRequest(url, { method: req.method, headers, body });
    const [, , , ...nextauth] = url.pathname.split("/");
    const context = { params: Promise.resolve({ nextauth }) };
    const handler = req.method === "POST" ? route.POST : route.GET;
    const answer = await inRequest(request, () => handler(request, context));
    res.statusCode = answer.status;
    for (const [name, value] of answer.headers) res.appendHeader(name, value);
    res.end(await answer.text());
  };
