/** What a harm is: something done to a running cluster, and the figures that are to come of it. */
import type { Cluster } from "./cluster";

export interface Figure {
  name: string;
  value: number | string;
  unit?: string;
  /** At most; absent: told, not judged. */
  limit?: number;
}

export interface HarmOptions {
  times: number;
  /** Shorter, for CI. */
  isShort: boolean;
}

export interface Harm {
  name: string;
  /** In the table. */
  title: string;
  /** How often, unless somebody says so. @default 1 */
  times?: number;
  run(cluster: Cluster, options: HarmOptions): Promise<Figure[]>;
}

/** In ms, of times in ms; "–" where there is none. */
export function spread(name: string, times: readonly number[], limit?: number): Figure[] {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const worst = sorted.at(-1);
  return [
    { name: `${name}: p50`, value: middle === undefined ? "–" : Math.round(middle), unit: "ms" },
    {
      name: `${name}: max`,
      value: worst === undefined ? "–" : Math.round(worst),
      unit: "ms",
      ...(limit !== undefined && { limit }),
    },
  ];
}
