"use client";

import { useEffect, useState } from "react";
import { useLinkState, useSocket } from "#components/live/live-provider";
import type { TeamBoard } from "#lib/realtime/events";

/** So long the server may take to answer, in ms; the pushes come anyway. */
const patience = 5_000;

/** The board as it is now: as served, then as pushed, and asked for anew after each loss of the link. */
export function useBoard(served: TeamBoard): TeamBoard {
  const [board, setBoard] = useState(served);
  const socketOf = useSocket();
  const link = useLinkState();

  useEffect(() => {
    const socket = socketOf();
    if (link !== "live" || !socket) return;
    const take = (told: TeamBoard) =>
      setBoard((known) => (told.version > known.version ? told : known));
    socket.on("board", take);
    socket
      .timeout(patience)
      .emitWithAck("board:watch", {})
      .then((answer) => answer.ok && take(answer.board))
      .catch(() => undefined);
    return () => {
      socket.off("board", take);
      socket.emit("board:leave", {});
    };
  }, [link, socketOf]);

  return board.version < served.version ? served : board;
}
