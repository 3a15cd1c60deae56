/** Where visitors leave their number: the form's own page sends it here, and any other form may. */
import { getConnInfo } from "@hono/node-server/conninfo";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { config } from "#lib/config";
import { errorWords, formWords } from "#lib/leads/form/words";
import { leadInput } from "#lib/leads/lead-input";
import { createRateLimit } from "#lib/leads/rate-limit";
import { hub } from "./hub";
import { leadPage, localeOf } from "./lead-form";
import { problem } from "./problem";

const largestBody = 8 * 1024;
/** From one address; behind one there may be a whole office. */
const limit = createRateLimit({ most: 10, period: 10 * 60_000 });

/** Text fields; what is not text is left out. */
const fields = z.record(z.string(), z.unknown());

export const leads = new Hono();

leads.post(
  "/:slug{[a-z0-9-]+}",
  bodyLimit({
    maxSize: largestBody,
    onError: (c) => c.json(problem("too_large", `The body is over ${largestBody} bytes`), 413),
  }),
  async (c) => {
    const slug = c.req.param("slug");
    const form = hub().leadForm(slug);
    if (!form) return c.json(problem("not_found", "There is no such form"), 404);
    const given = await fieldsOf(c);
    if (!given) return c.json(problem("unreadable", "The body is neither JSON nor a form"), 400);
    const wait = limit.take(addressOf(c));
    if (wait > 0) {
      c.header("retry-after", String(wait));
      return refuse(c, slug, given, "tooMany", 429);
    }
    // People do not see this field; who fills it in is a program, and need not know that we know.
    if (given.website) return accept(c, slug, false);
    const lead = leadInput.safeParse(given);
    if (!lead.success) {
      const { path, message } = lead.error.issues[0]!;
      return refuse(c, slug, given, message, 422, path.join("."));
    }
    const order = given[form.script?.order.field ?? ""] ?? "";
    const answer = await hub().receiveLead(slug, { ...lead.data, order });
    return accept(c, slug, answer?.ordered ?? false);
  },
);

leads.all("/:slug", (c) => {
  c.header("allow", "POST");
  return c.json(problem("method_not_allowed", "Leads are POST requests"), 405);
});

type Fields = Record<string, string | undefined>;

async function fieldsOf(c: Context): Promise<Fields | null> {
  const type = c.req.header("content-type") ?? "";
  try {
    const body: unknown = type.startsWith("application/json")
      ? await c.req.json()
      : await c.req.parseBody();
    const texts = Object.entries(fields.parse(body)).filter(
      ([, value]) => typeof value === "string",
    );
    return Object.fromEntries(texts) as Fields;
  } catch {
    return null;
  }
}

/** Behind a proxy (a public URL is configured) the address it saw, else whoever connects. */
function addressOf(c: Context): string {
  const forwarded = config().publicUrl && c.req.header("x-forwarded-for");
  const last = forwarded ? forwarded.split(",").at(-1)?.trim() : undefined;
  return last ?? getConnInfo(c).remote.address ?? "";
}

const wantsJson = (c: Context) =>
  [c.req.header("accept"), c.req.header("content-type")].some((one) =>
    one?.includes("application/json"),
  );

function accept(c: Context, slug: string, ordered: boolean) {
  const words = formWords[localeOf(c)];
  const message = ordered ? words.ordered : words.kept;
  if (wantsJson(c)) return c.json({ state: ordered ? "ordered" : "kept", message });
  return leadPage(c, slug, { theme: null, page: "", title: "", answer: { message } });
}

function refuse(
  c: Context,
  slug: string,
  given: Fields,
  code: string,
  status: 422 | 429,
  field?: string,
) {
  const message = errorWords(formWords[localeOf(c)], code);
  if (wantsJson(c))
    return c.json(
      problem(code === "tooMany" ? "too_many" : "invalid_field", message, field),
      status,
    );
  const { name = "", phone = "", page = "", title = "" } = given;
  return leadPage(c, slug, { theme: null, page, title, answer: { error: code, name, phone } });
}
