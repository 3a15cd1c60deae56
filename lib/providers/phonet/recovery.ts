import type { ConnectContext, RawMessage } from "../contract";
import { activeCalls } from "./active-calls";
import type { Lineage } from "./lineage";
import type { Rest } from "./rest";
import type { Settings } from "./settings";

/** Between two looks at the list, in ms: a hundred sockets that come back ask for it once or twice. */
const gap = 1_000;

/**
 * Asks what is under way whenever somebody's events begin to come: what happened before that moment
 * nobody will tell. What the live events told as well is the same message.
 */
export function createRecovery(
  ctx: Pick<ConnectContext<Settings>, "log" | "signal">,
  {
    rest,
    follows,
    lineage,
    keep,
  }: {
    rest: Rest;
    follows(extension: string): boolean;
    lineage: Lineage;
    keep(messages: RawMessage[]): void;
  },
) {
  let running = false;
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;
  ctx.signal.addEventListener("abort", () => clearTimeout(timer));

  async function run(): Promise<void> {
    running = true;
    wanted = false;
    try {
      const messages = await activeCalls(rest, { follows, lineage }, ctx.signal);
      if (!ctx.signal.aborted) keep(messages);
    } catch (error) {
      if (!ctx.signal.aborted) ctx.log.warn({ err: error }, "the calls under way were not told");
    }
    if (ctx.signal.aborted) return;
    timer = setTimeout(() => {
      running = false;
      if (wanted) void run();
    }, gap);
  }

  return {
    start(): void {
      wanted = true;
      if (!running) void run();
    },
  };
}
