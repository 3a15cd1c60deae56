/** What is counted, by the definitions of docs/statistics.md. */

/** Numbers that can be added up, of any part of the calls. */
export interface Figures {
  /** From outside. */
  incoming: number;
  /** Of those, taken by somebody. */
  answered: number;
  /** To the outside, by people. */
  outgoing: number;
  /** Of those, answered by the client. */
  reached: number;
  /** To the outside, by nobody of ours: campaigns. */
  automatic: number;
  /** Seconds in which the answered ones rang, and how many of them tell it. */
  waitSeconds: number;
  waits: number;
  /** Seconds of conversation, incoming and outgoing. */
  talkSeconds: number;
}

export const noFigures: Figures = {
  incoming: 0,
  answered: 0,
  outgoing: 0,
  reached: 0,
  automatic: 0,
  waitSeconds: 0,
  waits: 0,
  talkSeconds: 0,
};

export const figureNames = Object.keys(noFigures) as (keyof Figures)[];

/** Adds `one` to `sum`. */
export function add(sum: Figures, one: Figures): void {
  for (const name of figureNames) sum[name] += one[name];
}

export function sumOf(all: readonly Figures[]): Figures {
  const sum = { ...noFigures };
  for (const one of all) add(sum, one);
  return sum;
}

/** Incoming, ended, and nobody took it. */
export const missedOf = ({ incoming, answered }: Figures): number => incoming - answered;
export const talksOf = ({ answered, reached }: Figures): number => answered + reached;
export const callsOf = ({ incoming, outgoing }: Figures): number => incoming + outgoing;
/** Part of the incoming ones that was taken, 0 to 1; null without any. */
export const answeredPart = ({ incoming, answered }: Figures): number | null =>
  incoming === 0 ? null : answered / incoming;
/** In seconds; null when nothing was answered. */
export const averageWait = ({ waits, waitSeconds }: Figures): number | null =>
  waits === 0 ? null : Math.round(waitSeconds / waits);
