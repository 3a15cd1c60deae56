import { Readable } from "node:stream";
import type { Context } from "hono";

const types: Record<string, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Answers with a file to keep; it is read as fast as it is taken. @param name ASCII, with its ending */
export function download(c: Context, name: string, content: Readable): Response {
  return c.body(Readable.toWeb(content) as ReadableStream, 200, {
    "content-type": types[name.split(".").at(-1)!] ?? "application/octet-stream",
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  });
}
