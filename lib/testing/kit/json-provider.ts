/** A provider whose wire is our own call events as JSON over a hook: for tests and benches only. */
import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { ProviderError, type CallEvent } from "#lib/providers/contract";
import { defineProvider } from "#lib/providers/define-provider";

const settings = z.object({
  country: z.string().default("RU"),
  token: z.string().meta({ secret: true, hookToken: true }),
});
const sent = z.object({
  id: z.string().min(1).max(200),
  event: z.looseObject({ kind: z.string() }),
});

export const jsonProvider = defineProvider<z.output<typeof settings>>({
  id: "json",
  label: "JSON",
  docsUrl: "https://www.json.org",
  settings,
  lostEnds: { ringing: 300, talking: 14_400 },
  parse(raw) {
    const parsed = sent.safeParse(json(raw));
    if (!parsed.success) throw new ProviderError("unreadable", "is not an event", "event");
    return [parsed.data.event as unknown as CallEvent];
  },
  async receiveWebhook({ headers, body }, ctx) {
    if (!sameText(headers.get("authorization") ?? "", `Bearer ${ctx.settings.token}`)) {
      throw new ProviderError("unauthorized", "The token is wrong");
    }
    const parsed = sent.safeParse(json(body));
    if (!parsed.success) {
      throw new ProviderError("unreadable", "is missing", parsed.error.issues[0]?.path.join("."));
    }
    await ctx.emit([{ key: parsed.data.id, raw: body }]);
    return { status: 200, body: parsed.data.id };
  },
});

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function sameText(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
