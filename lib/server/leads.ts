/** Where visitors leave their number: the form's own page sends it here, and any other form may. */
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { networkOf } from "#lib/base/client-address";
import { closedUntil } from "#lib/callbacks/working-hours";
import { formattingLocales, type Locale } from "#lib/i18n/locales";
import { errorWords, formWords } from "#lib/leads/form/page";
import { leadInput } from "#lib/leads/lead-input";
import { leadDesk } from "#lib/leads/ports";
import { leadPage, localeOf } from "./lead-form";
import { problem } from "./answers";
import { largestLead } from "./request-limits";
import { inTime } from "./in-time";
import { clientOfRequest, countRequest } from "./limited";

/** Text fields; what is not text is left out. */
const fields = z.record(z.string(), z.unknown());

export const leads = new Hono();

leads.post(
  "/:slug{[a-z0-9-]+}",
  inTime,
  bodyLimit({
    maxSize: largestLead,
    onError: (c) => c.json(problem("too_large", `The body is over ${largestLead} bytes`), 413),
  }),
  async (c) => {
    const slug = c.req.param("slug");
    // The form's own page may have nobody's origin (lead-form.ts); the answer is for whoever has asked.
    c.header("access-control-allow-origin", "*");
    const form = leadDesk().form(slug);
    if (!form) return c.json(problem("not_found", "There is no such form"), 404);
    const given = await fieldsOf(c);
    if (!given) return c.json(problem("unreadable", "The body is neither JSON nor a form"), 400);
    const wait = await countRequest("leads", networkOf(clientOfRequest(c)));
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
    const answer = await leadDesk().receive(slug, { ...lead.data, order });
    return accept(c, slug, answer?.ordered ?? false);
  },
);

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

const wantsJson = (c: Context) =>
  [c.req.header("accept"), c.req.header("content-type")].some((one) =>
    one?.includes("application/json"),
  );

async function accept(c: Context, slug: string, ordered: boolean) {
  const locale = localeOf(c);
  const message = ordered ? formWords[locale].ordered : await keptWords(locale);
  if (wantsJson(c)) return c.json({ state: ordered ? "ordered" : "kept", message });
  return leadPage(c, slug, { theme: null, page: "", title: "", answer: { message } });
}

/** That somebody will call back, and when, where nobody works now. */
async function keptWords(locale: Locale): Promise<string> {
  const { kept, keptUntil } = formWords[locale];
  const closed = await closedUntil(new Date());
  if (!closed) return kept;
  const time = new Intl.DateTimeFormat(formattingLocales[locale], {
    weekday: "long",
    hour: "numeric",
    minute: "2-digit",
    timeZone: closed.zone,
  });
  return keptUntil.replace("{time}", time.format(closed.opening));
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
