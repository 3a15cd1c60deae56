/**
 * Whether copies of the program hear of each other's calls. A copy that Redis does not answer says so by a lease, for
 * the others believe that all is well: while anybody has it, all of them read what is stored.
 */
import { second } from "#lib/base/duration";
import type { Leases } from "./leases";
import type { RedisLink } from "./redis";

const lease = "without-redis";
/** In ms. */
const every = second / 2;

export interface News {
  /** Whether calls that other copies write are told here. */
  isTold(): boolean;
  /** Calls back when it has changed. */
  onChange(listener: () => void): void;
  close(): void;
}

export function watchNews(redis: RedisLink, leases: Leases): News {
  const listeners: (() => void)[] = [];
  let wasTold = true;
  const isTold = () => redis.isReady() && leases.holder(lease) === null;
  function look(): void {
    const now = isTold();
    if (now === wasTold) return;
    wasTold = now;
    for (const listener of listeners) listener();
  }

  leases.watch(lease);
  redis.onAway(() => {
    leases.want(lease);
    look();
  });
  redis.onBack(() => {
    leases.watch(lease);
    look();
  });
  const looking = setInterval(look, every);
  return {
    isTold,
    onChange: (listener) => void listeners.push(listener),
    close: () => clearInterval(looking),
  };
}
