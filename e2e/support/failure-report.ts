/** What a failed flow prints beside its error: a CI that keeps no pictures has nothing else to go by. */
import type { Page, Request, TestInfo } from "@playwright/test";
import type { Product } from "./product";

/** As many of the product's last lines as tell what happened, in characters. */
const lastOutput = 4_000;
const lastRequests = 25;

/** @returns what the page has sent to the server, with what became of it, and what its console said */
export function watchRequests(page: Page, who: string): () => string {
  const began = Date.now();
  const lines: string[] = [];
  const open = new Map<Request, string>();
  const at = () => `${Date.now() - began} ms`;

  page.on("request", (request) => {
    if (!["fetch", "document", "xhr"].includes(request.resourceType())) return;
    const action = request.headers()["next-action"]?.slice(0, 8) ?? "";
    const body = request.postData()?.slice(0, 80) ?? "";
    open.set(request, `${at()} ${request.method()} ${request.url()} ${action} ${body}`);
  });
  const close = (request: Request, result: string) => {
    const line = open.get(request);
    if (line !== undefined) lines.push(`${line} -> ${result} at ${at()}`);
    open.delete(request);
  };
  page.on("requestfinished", (request) => close(request, "answered"));
  page.on("requestfailed", (request) => close(request, request.failure()?.errorText ?? "failed"));
  page.on("console", (message) => lines.push(`${at()} console: ${message.text().slice(0, 300)}`));
  page.on("pageerror", (error) => lines.push(`${at()} error: ${error.message}`));

  return () =>
    [
      `${who}'s page, now ${at()}:`,
      ...lines.slice(-lastRequests),
      ...[...open.values()].map((line) => `${line} -> no answer yet`),
    ].join("\n");
}

export function tellOfFailure(
  info: TestInfo,
  reports: readonly (() => string)[],
  product: Product,
): void {
  if (info.status === info.expectedStatus) return;
  const pages = reports.map((report) => report()).join("\n");
  const printed = product.output().slice(-lastOutput);
  process.stdout.write(`${info.title}\n${pages}\nThe product:\n${printed}\n`);
}
