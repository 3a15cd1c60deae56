/**
 * What one link brings that nobody can read. The first frames are kept for the administrator, the others are counted;
 * a server that sends little else is left alone for a while. The log has a line when it begins and one when it is over.
 */
import { isProviderError, ProviderError, type ConnectContext, type RawMessage } from "../contract";
import { setAside } from "./frames";

export interface Garbage {
  /** @returns what the inbox keeps of the frame: nothing once there are many like it */
  keep(bytes: Buffer, error: unknown): RawMessage[];
  /** A frame that could be read. */
  readable(): void;
}

/** So many more unreadable frames than readable ones are kept, and so many make the link give up. */
const mostKept = 100;
const mostTaken = 500;
/** Without an unreadable frame for so long, in ms, it is over. */
const quiet = 60_000;

export function createGarbage(
  ctx: Pick<ConnectContext<unknown>, "log" | "now">,
  link: { giveUp(): void },
): Garbage {
  /** Unreadable frames less readable ones. */
  let excess = 0;
  let count = 0;
  let last = 0;

  return {
    keep(bytes, error) {
      const refused = isProviderError(error)
        ? error
        : new ProviderError("unreadable", "can't be read", "frame");
      const { code, message: reason } = refused;
      if (count === 0) {
        // Nothing a server sends may end the process: a fault of our own parser is kept like a bad frame.
        if (refused !== error)
          ctx.log.error({ err: error }, "a frame could not be read: our fault");
        ctx.log.warn({ code, reason }, "frames come that can't be read: they are set aside");
      }
      count += 1;
      excess += 1;
      last = ctx.now().getTime();
      const isKept = excess <= mostKept;
      if (excess > mostTaken) {
        ctx.log.warn({ count }, "little comes that can be read: the link is left for a while");
        // After the pause a server gets the same chance once more.
        excess = mostKept;
        link.giveUp();
      }
      return isKept ? [setAside(bytes, refused)] : [];
    },
    readable() {
      excess = Math.max(0, excess - 1);
      if (count === 0 || ctx.now().getTime() - last < quiet) return;
      ctx.log.info({ count }, "all frames can be read again");
      count = 0;
    },
  };
}
