/** The exchange's answers to commands. It refuses in one word, as the vendor does. */
import { z } from "zod";
import type { createCalls } from "./simulator-calls";
import { checkSound } from "./sound";

const dialable = /^(?:0\d{9}|380\d{9}|\d{2,6})$/;
const click = z.object({
  numberA: z.array(z.string()).min(1),
  numberB: z.string().regex(dialable),
  routing: z.enum(["rand", "inline", "all"]),
});
const media = z.object({ mediafile: z.url() });
const campaign = z.object({
  mediafile: z.string(),
  chnum: z.coerce.number().int().min(1).max(100),
});
const single = z.object({ mediafile: z.string(), nm: z.string().regex(/^380\d{9}$/) });

export interface Exchange {
  billcode: string;
  extensions: readonly string[];
  /** Names of sounds that were taken. */
  sounds: Set<string>;
  /** What dialling a number comes to. @default ANSWER */
  dialResults: Map<string, string>;
  /** Whose turn it is in a campaign. */
  campaignNumbers: string[];
  calls: ReturnType<typeof createCalls>;
  /** Whether calls follow commands. */
  script: boolean;
  signal: AbortSignal;
}

type Command = (fields: Record<string, unknown>, exchange: Exchange) => string | Promise<string>;

export const commands: Record<string, Command> = {
  "/webapp/": clickToCall,
  "/autodial/media/": takeSound,
  "/autodial/": autodial,
};

function clickToCall(fields: Record<string, unknown>, exchange: Exchange): string {
  const order = click.safeParse(fields);
  if (!order.success) return "bad";
  const { numberA, numberB, routing } = order.data;
  const known = numberA.filter((extension) => exchange.extensions.includes(extension));
  const at = routing === "rand" ? Math.floor(Math.random() * known.length) : 0;
  const extension = known[at];
  if (!extension) return "bad";
  if (exchange.script) {
    void exchange.calls.play({ direction: "o", numberA: extension, numberB });
  }
  return "good";
}

async function takeSound(fields: Record<string, unknown>, exchange: Exchange): Promise<string> {
  const order = media.safeParse(fields);
  if (!order.success) return "bad";
  const url = new URL(order.data.mediafile);
  try {
    const response = await fetch(url, { signal: exchange.signal });
    if (!response.ok) return `not saved: HTTP ${response.status}`;
    checkSound(new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    return `not saved: ${error instanceof Error ? error.message : "can't be fetched"}`;
  }
  const file = `${exchange.billcode}_${url.pathname.split("/").at(-1) ?? ""}`;
  exchange.sounds.add(file);
  return `saved: ${file}`;
}

function autodial(fields: Record<string, unknown>, exchange: Exchange): string {
  if ("nm" in fields) return dialOne(fields, exchange);
  const order = campaign.safeParse(fields);
  if (!order.success || !exchange.sounds.has(order.data.mediafile)) return "bad";
  const dial = async () => {
    for (let number = next(); number && !exchange.signal.aborted; number = next()) {
      await exchange.calls.play(automatic(number, "ANSWER"));
    }
  };
  const next = () => exchange.campaignNumbers.shift();
  if (exchange.script) for (let line = 0; line < order.data.chnum; line++) void dial();
  return "good";
}

function dialOne(fields: Record<string, unknown>, exchange: Exchange): string {
  const order = single.safeParse(fields);
  if (!order.success || !exchange.sounds.has(order.data.mediafile)) return "BAD";
  const result = exchange.dialResults.get(order.data.nm) ?? "ANSWER";
  if (exchange.script) void exchange.calls.play(automatic(order.data.nm, result));
  return result;
}

/** The dialler calls from an extension of its own. */
function automatic(numberB: string, result: string) {
  const words = { BUSY: "BUSY", CONGESTION: "CONGESTION", NOANSWER: "NO ANSWER" } as const;
  const disposition = result in words ? words[result as keyof typeof words] : "ANSWERED";
  return {
    direction: "o",
    numberA: "001",
    numberB,
    auto: true,
    lasts: 1_000,
    disposition,
  } as const;
}
