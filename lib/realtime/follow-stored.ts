/**
 * While copies of the program do not hear of each other, calls that others write are found where they are stored, every
 * two seconds, for the browsers of this copy.
 */
import { createTroubleLog } from "#lib/base/trouble-log";
import { currentMs } from "#lib/base/clock";
import { minute, second } from "#lib/base/duration";
import { callsForPublishing, callsUnderWay } from "#lib/calls/queries";
import type { News } from "#lib/copies/news";
import type { Logger } from "#lib/providers/contract";
import type { Publisher } from "./publisher";

/** In ms. */
const every = 2 * second;
/** A call that has begun so long ago, in ms, and is over, may not have been seen yet. */
const recent = minute;

export function followStored(options: {
  news: Pick<News, "isTold" | "onChange">;
  publisher: Pick<Publisher, "calls">;
  log: Logger;
}): { stop(): void } {
  const { news, publisher } = options;
  /** The versions of calls as they were when it looked last. */
  let known = new Map<string, number>();
  const trouble = createTroubleLog(options.log, {
    failed: "Redis is away, and stored calls can't be read either",
    passed: "stored calls can be read again",
  });
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function look(): Promise<void> {
    const seen = await callsUnderWay(new Date(currentMs() - recent));
    const changed = seen.filter(({ id, version }) => known.get(id) !== version).map(({ id }) => id);
    const still = new Set(seen.map(({ id }) => id));
    const gone = [...known.keys()].filter((id) => !still.has(id));
    if (changed.length + gone.length > 0) {
      publisher.calls(await callsForPublishing([...changed, ...gone]));
    }
    known = new Map(seen.map(({ id, version }) => [id, version]));
  }

  async function follow(): Promise<void> {
    if (isStopped) return;
    if (news.isTold()) {
      // All browsers of this copy ask for what is under way by now.
      timer = undefined;
      known = new Map();
      return;
    }
    await look().then(trouble.passed, trouble.failed);
    timer = setTimeout(() => void follow(), every);
  }

  news.onChange(() => {
    timer ??= setTimeout(() => void follow());
  });
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
