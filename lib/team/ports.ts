/** What the team room asks of the live side. */
import { createPort } from "#lib/base/port";
import type { TeamBoard } from "./board-view";

export interface LiveBoard {
  /** The team board as it is now. @param whole with clients and counters */
  read(whole: boolean): Promise<TeamBoard>;
}

export const liveBoard = createPort<LiveBoard>("live-board");
