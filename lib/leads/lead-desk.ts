/**
 * Where leads come in: kept first, whatever comes of it, then the provider is asked to call back. Its
 * refusal stands with the lead, for somebody to call by hand.
 */
import { currentMs } from "#lib/base/clock";
import PQueue from "p-queue";
import { day, hour } from "#lib/base/duration";
import { ordersStopped } from "#lib/callbacks/callback-view";
import { runCommand } from "#lib/connections/with-adapter";
import { db } from "#lib/db/client";
import { refuseDial } from "#lib/numbers/dial-policy";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import type { Ingest } from "#lib/telephony/ingest";
import type { Runtime, Runtimes } from "#lib/telephony/runtime";
import type { LeadInput } from "./lead-input";
import type { LeadAnswer, LeadDesk, LeadForm } from "./ports";
import { recentLead, settleLead, type StoredLead, storeLead } from "./store-lead";

/** A visitor waits for an answer at most this long, in ms. */
const patience = 8_000;

export function createLeadDesk(options: {
  runtimeOf: Runtimes["runtimeOf"];
  ingest: Pick<Ingest, "accept">;
  publishCallbacks(ids: readonly string[]): Promise<void>;
}): LeadDesk {
  /** One lead at a time: two at once of one number must not both be ordered. */
  const deciding = new PQueue({ concurrency: 1 });
  const taker = (slug: string) => {
    const runtime = options.runtimeOf(slug);
    return runtime?.adapter.orderCallback ? runtime : null;
  };

  return {
    form(slug: string): LeadForm | null {
      const runtime = taker(slug);
      if (!runtime) return null;
      const script = runtime.adapter.pageScript?.(runtime.settings);
      return {
        script: script ? { url: script.url, order: script.order } : null,
        sites: runtime.adapter.formSites?.(runtime.settings) ?? [],
        country: runtime.source.country,
      };
    },

    async receive(slug: string, lead: LeadInput): Promise<LeadAnswer | null> {
      const runtime = taker(slug);
      if (!runtime) return null;
      const kept = await deciding.add(() => keep(runtime, lead));
      if ("before" in kept) return { ordered: kept.before !== null };
      const { stored, ordering } = kept;
      await options.publishCallbacks(stored.callbackIds);
      const answer = ordering ? await order(runtime, lead, stored) : { failure: ordersStopped };
      await options.publishCallbacks(await settleLead(stored.id, answer));
      return { ordered: "externalId" in answer };
    },
  };

  async function keep(runtime: Runtime, lead: LeadInput): Promise<KeptLead> {
    const { connectionId, country } = runtime.source;
    const { name, title, page, phone: number } = lead;
    const parsed = parsePhoneNumber(number, country);
    const before = await recentLead(connectionId, parsed);
    if (before) return { before: before.externalId };
    const ordering = await mayOrder(connectionId, parsed);
    const stored = await storeLead({ connectionId, country }, { name, number, title, page });
    return { stored, ordering };
  }

  async function order(
    runtime: Runtime,
    { order, name, phone }: LeadInput,
    { e164 }: StoredLead,
  ): Promise<{ externalId: string } | { failure: string }> {
    const { country } = runtime.source;
    // A visitor has the rights of sales people.
    const refused = await refuseDial({ number: e164 ?? phone, country }, { userId: null });
    if (refused) return { failure: refused.message };
    const request = {
      order,
      number: e164 ?? phone,
      name,
      isNumber: (spelling: string) =>
        e164 === null ? spelling === phone : parsePhoneNumber(spelling, country).e164 === e164,
    };
    const ordered = await runCommand(runtime, { command: "callback", patience }, async (ctx) =>
      runtime.adapter.orderCallback!(request, {
        ...ctx,
        emit: (messages) => options.ingest.accept(runtime.source, messages),
      }),
    );
    if (ordered.ok) await runtime.heard();
    return ordered.ok ? { externalId: ordered.value.externalId } : { failure: ordered.message };
  }
}

type KeptLead =
  | { stored: StoredLead; ordering: boolean }
  /** The same visitor's, a moment ago: the provider's id of its call. */
  | { before: string | null };

/** Leads of one form that are ordered, or are being ordered. A busy site stays far below. */
const ofForm = [
  { most: 40, within: hour },
  { most: 200, within: day },
] as const;
/** Nobody wants to be called more often, whoever fills in the form. */
const ofNumber = [{ most: 3, within: day }] as const;

/**
 * Whether visitors of the form may order one more call: what is beyond is kept for somebody to call.
 * @param e164 null when the number can't be understood: no provider is asked to call it more than others
 */
async function mayOrder(
  connectionId: string,
  { raw, e164 }: { raw: string; e164: string | null },
): Promise<boolean> {
  const number = e164 === null ? { numberRaw: raw } : { e164 };
  const ceilings = [
    ...ofForm.map((ceiling) => ({ ...ceiling, where: {} })),
    ...ofNumber.map((ceiling) => ({ ...ceiling, where: number })),
  ];
  for (const { most, within, where } of ceilings) {
    const createdAt = { gte: new Date(currentMs() - within) };
    const ordered = { connectionId, failure: null, createdAt, ...where };
    if ((await db().lead.count({ where: ordered, take: most })) >= most) return false;
  }
  return true;
}
