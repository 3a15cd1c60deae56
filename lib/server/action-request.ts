/**
 * What a server action's request may be. React's format for arguments can do far more than our pages ask of it:
 * it builds maps, streams and promises, refers to its own parts and names other actions, and every hole in its
 * reader is open to whoever can send a body. Our pages send plain data, and one form with a file; everything else
 * ends here, before that reader sees it.
 */
import type { IncomingHttpHeaders } from "node:http";
import type { Refusal } from "./guard";

/** What Next gets instead of what came. */
export interface RewrittenBody {
  headers: { "content-type": string; "content-length": string };
  body: Buffer;
}

/** Strings that stand for something else begin with a dollar sign; a text that begins with one has two. */
const special = /^\$(?!\$|undefined$|D\d)/;

/** Bytes of plain data: the largest of it matches 2500 people with their extensions (lib/people/people-actions.ts). */
const largestPlain = 256 * 1024;
const longestId = 100;

/**
 * The one form that a page sends, to `uploadSoundAction`, as React's `encodeReply` writes the arguments `[form]`: its
 * fields below the number of the reference, and the arguments themselves in part 0.
 */
const parts = { id: "_1_connectionId", file: "_1_file", args: "0" };
const formAsArgument = '["$K1"]';

const notAnAction: Refusal = {
  status: 400,
  code: "invalid",
  message: "This address takes no forms: its pages send server actions",
};
const notPlain: Refusal = {
  status: 400,
  code: "invalid",
  message: "The arguments of a server action must be a JSON array of plain data",
};
const notOurForm: Refusal = {
  status: 400,
  code: "invalid",
  message: "The form of a server action must be a connection and a file, as our pages send it",
};

/** As Next tells them apart. */
function isForm(headers: IncomingHttpHeaders): boolean {
  return headers["content-type"]?.startsWith("multipart/form-data") ?? false;
}

/** @returns in bytes; infinite where only the address sets a limit */
export function largestActionBody(headers: IncomingHttpHeaders): number {
  return isForm(headers) ? Infinity : largestPlain;
}

/** @returns why Next must not see the request, or what it gets in its place; null when it may have it as it came */
export async function refuseAction(
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<{ refusal: Refusal } | { rewritten: RewrittenBody } | null> {
  if (typeof headers["next-action"] !== "string") return { refusal: notAnAction };
  if (!isForm(headers)) return isPlainArray(body.toString()) ? null : { refusal: notPlain };
  const form = await readForm(headers["content-type"]!, body);
  return form ? { rewritten: await write(form) } : { refusal: notOurForm };
}

function isPlainArray(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text, (key, value: unknown) => {
      if (key === "__proto__" || (typeof value === "string" && special.test(value))) {
        throw new SyntaxError("not plain");
      }
      return value;
    });
    return Array.isArray(parsed);
  } catch {
    // No JSON, not plain, or nested deeper than the stack is high.
    return false;
  }
}

async function readForm(type: string, body: Buffer): Promise<FormData | null> {
  const sent = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    // No multipart at all.
    .catch(() => null);
  if (!sent || [...sent].length !== 3 || sent.get(parts.args) !== formAsArgument) return null;
  const id = sent.get(parts.id);
  const file = sent.get(parts.file);
  if (typeof id !== "string" || id.length > longestId || !(file instanceof File)) return null;
  const form = new FormData();
  form.set(parts.id, id);
  form.set(parts.file, file);
  form.set(parts.args, formAsArgument);
  return form;
}

/** Anew: Next's reader of forms may understand the bytes that came otherwise than the one that has checked them. */
async function write(form: FormData): Promise<RewrittenBody> {
  const written = new Response(form);
  const body = Buffer.from(await written.arrayBuffer());
  const type = written.headers.get("content-type")!;
  return { headers: { "content-type": type, "content-length": String(body.length) }, body };
}
