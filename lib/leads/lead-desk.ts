/**
 * Where leads come in: kept first, whatever comes of it, then the provider is asked to call back. Its
 * refusal stands with the lead, for somebody to call by hand.
 */
import type { PageScript } from "#lib/providers/contract";
import { adapterContext } from "#lib/telephony/adapter-context";
import { commandFailure } from "#lib/telephony/command-failure";
import type { Ingest } from "#lib/telephony/ingest";
import type { Runtime } from "#lib/telephony/supervisor";
import type { LeadInput } from "./lead-input";
import { recentLead, settleLead, storeLead } from "./store-lead";

/** A visitor waits for an answer at most this long, in ms. */
const patience = 8_000;

export interface LeadForm {
  /** The provider's own script on the form; null when there is none. */
  script: { url: string | null; order: PageScript["order"] } | null;
}

export interface LeadAnswer {
  /** The provider calls; else the lead is kept all the same. */
  ordered: boolean;
}

export function createLeadDesk(options: {
  runtimeOf(slug: string): Runtime | undefined;
  ingest: Pick<Ingest, "accept">;
  publishCallbacks(ids: readonly string[]): Promise<void>;
}) {
  const taker = (slug: string) => {
    const runtime = options.runtimeOf(slug);
    return runtime?.adapter.orderCallback ? runtime : null;
  };

  return {
    form(slug: string): LeadForm | null {
      const runtime = taker(slug);
      if (!runtime) return null;
      const script = runtime.adapter.pageScript?.(runtime.settings);
      return { script: script ? { url: script.url, order: script.order } : null };
    },

    async receive(slug: string, lead: LeadInput): Promise<LeadAnswer | null> {
      const runtime = taker(slug);
      if (!runtime) return null;
      const { connectionId, country } = runtime.source;
      const before = await recentLead(connectionId, lead.phone);
      if (before) return { ordered: before.externalId !== null };
      const { name, title, page, phone: number } = lead;
      const stored = await storeLead({ connectionId, country }, { name, number, title, page });
      await options.publishCallbacks(stored.callbackIds);
      const answer = await order(runtime, lead, stored.e164 ?? number).then(
        ({ externalId }) => ({ externalId }),
        (error: unknown) => ({ failure: commandFailure(error, runtime.log).message }),
      );
      await options.publishCallbacks(await settleLead(stored.id, answer));
      return { ordered: "externalId" in answer };
    },
  };

  function order(runtime: Runtime, { order, name }: LeadInput, number: string) {
    return runtime.adapter.orderCallback!(
      { order, number, name },
      {
        ...adapterContext(runtime, patience),
        emit: (messages) => options.ingest.accept(runtime.source, messages),
      },
    );
  }
}
