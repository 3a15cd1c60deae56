/**
 * Commands to providers, by whichever copy of the program has the link: a provider that one keeps a link open to hears
 * them by that link alone. Another copy's command is sent to the holder once, with the fence it is meant for and the
 * time after which nobody waits for it: what comes later is not done, and what is not answered is never repeated.
 */
import { z } from "zod";
import { currentMs } from "#lib/base/clock";
import { refusal, type CommandResult } from "#lib/base/command-result";
import { runCommand, withAdapter, type Command } from "#lib/connections/with-adapter";
import type { Copies } from "#lib/copies/copies";
import { ProviderError, type CommandContext, type ProviderAdapter } from "#lib/providers/contract";
import { linkLease } from "./inbox";
import type { Runtime, Runtimes } from "./runtime";

export type LinkMethod = "placeCall" | "transfer" | "hangUp" | "sendSms";
type Method<M extends LinkMethod> = NonNullable<ProviderAdapter[M]>;
type Request<M extends LinkMethod> = Parameters<Method<M>>[0];
type Value<M extends LinkMethod> = Awaited<ReturnType<Method<M>>>;

export interface LinkCommands {
  /** @returns as `runCommand` */
  run<M extends LinkMethod>(
    runtime: Runtime,
    about: Command,
    order: { method: M; request: Request<M> },
  ): Promise<CommandResult<{ value: Value<M> }>>;
}

const topic = "command";
const text = z.string();
const forwarded = z.object({
  connectionId: text,
  fence: z.int(),
  /** By the database's clock, in ms since 1970. */
  deadline: z.number(),
  order: z.discriminatedUnion("method", [
    z.object({
      method: z.literal("placeCall"),
      request: z.object({ extension: text, number: text }),
    }),
    z.object({
      method: z.literal("transfer"),
      request: z.object({ externalId: text, extension: text }),
    }),
    z.object({ method: z.literal("hangUp"), request: z.object({ externalId: text }) }),
    z.object({
      method: z.literal("sendSms"),
      request: z.object({ extension: text, number: text, text }),
    }),
  ]),
});
type Order = z.infer<typeof forwarded>["order"];

const answered = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: text, message: text, field: text.optional() }),
]);

const notConnected = "The PBX is not connected";

export function createLinkCommands(options: {
  copies: Pick<Copies, "leases" | "messages">;
  runtimes: Pick<Runtimes, "runtime">;
}): LinkCommands {
  const { leases, messages } = options.copies;

  messages.answer(topic, async (body) => {
    const { connectionId, fence, deadline, order } = forwarded.parse(body);
    const patience = deadline - currentMs();
    // Whoever asked has given up by now, and was told that nobody knows.
    if (patience <= 0) return undefined;
    const runtime = options.runtimes.runtime(connectionId);
    if (!runtime || leases.fence(linkLease(connectionId)) !== fence) {
      return refusal("not-connected", notConnected);
    }
    return withAdapter(runtime, patience, (ctx) => perform(runtime.adapter, order, ctx));
  });

  async function forward(runtime: Runtime, order: Order, patience: number): Promise<unknown> {
    const holder = leases.holder(linkLease(runtime.id));
    if (!holder) throw new ProviderError("not-connected", notConnected);
    const deadline = currentMs() + patience;
    const body = { connectionId: runtime.id, fence: holder.fence, deadline, order };
    const asked = await messages.ask(holder.copy, topic, body, patience);
    if (asked === "nobody") throw new ProviderError("not-connected", notConnected);
    if (asked === "unanswered") {
      throw new ProviderError("timeout", "The provider did not answer in time");
    }
    const answer = answered.parse(asked.answer);
    if (!answer.ok) throw new ProviderError(answer.code, answer.message, answer.field);
    return answer.value;
  }

  return {
    run(runtime, about, given) {
      const order = given as Order;
      const isHere = !runtime.adapter.connect || leases.isHeld(linkLease(runtime.id));
      return runCommand(runtime, about, (ctx) =>
        isHere ? perform(runtime.adapter, order, ctx) : forward(runtime, order, about.patience),
      ) as never;
    },
  };
}

async function perform(
  adapter: ProviderAdapter,
  order: Order,
  ctx: CommandContext<unknown, unknown>,
): Promise<unknown> {
  if (order.method === "placeCall") return adapter.placeCall?.(order.request, ctx);
  if (order.method === "transfer") return adapter.transfer?.(order.request, ctx);
  if (order.method === "hangUp") return adapter.hangUp?.(order.request, ctx);
  return adapter.sendSms?.(order.request, ctx);
}
