"use client";

import { Maximize2, Minimize2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState, useRef } from "react";
import { Button } from "#components/ui/button";
import { EmptyState, PageHeader } from "#components/ui/page";
import type { TeamBoard as Board, TeamMember } from "#lib/team/board-view";
import { MemberTile } from "./member-tile";
import { WhatWaits } from "./what-waits";
import { useLinkState, useSocket } from "#components/live/live-provider";

/**
 * How large the board is drawn: beside the menu on a large screen, and over the whole screen. A wall's screen is looked
 * at from across a room, and the more pixels it has, the larger it is.
 */
const sizes = {
  beside: "min-[1600px]:[zoom:1.25] min-[2200px]:[zoom:1.6] min-[3000px]:[zoom:2.2]",
  whole: "[zoom:1.4] min-[1600px]:[zoom:1.75] min-[2200px]:[zoom:2.2] min-[3000px]:[zoom:3.2]",
};

/** Who talks, who is free, what waits: now. For a desk, a phone, or a screen on the wall. */
export function TeamBoard({ served }: { served: Board }) {
  const t = useTranslations("team");
  const board = useBoard(served);
  const { ref, isBig, toggle } = useBigScreen();
  const Icon = isBig ? Minimize2 : Maximize2;
  return (
    <div
      ref={ref}
      data-board-version={board.version}
      className={isBig ? `overflow-y-auto bg-canvas p-8 text-ink ${sizes.whole}` : sizes.beside}
    >
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <Button onClick={toggle}>
            <Icon aria-hidden className="size-4" />
            {t(isBig ? "leaveBigScreen" : "bigScreen")}
          </Button>
        }
      />
      <WhatWaits ringing={board.ringing} callbacks={board.callbacks} />
      {board.members.length === 0 ? (
        <EmptyState icon={Users} title={t("emptyTitle")} text={t("emptyText")} />
      ) : (
        <ul
          aria-label={t("people")}
          className="grid grid-cols-[repeat(auto-fill,minmax(min(17rem,100%),1fr))] gap-3"
        >
          {board.members.map((member) => (
            <MemberTile key={member.userId} member={member} />
          ))}
        </ul>
      )}
      <BoardAnnouncer members={board.members} />
    </div>
  );
}

/** A change is announced once the board has been still for so long, in ms: a busy team is not read out. */
const stillness = 3_000;

/** Tells screen readers, politely and in one sentence, how the team is. */
function BoardAnnouncer({ members }: { members: TeamMember[] }) {
  const t = useTranslations("team");
  const count = (...states: TeamMember["state"][]) =>
    members.filter(({ state }) => states.includes(state)).length;
  const words = t("summary", {
    talking: count("talking"),
    free: count("free"),
    gone: count("away", "offline", "do-not-disturb"),
  });
  const [announced, setAnnounced] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setAnnounced(words), stillness);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <p role="status" className="sr-only">
      {announced}
    </p>
  );
}

/** So long the server may take to answer, in ms; the pushes come anyway. */
const patience = 5_000;

/** The board as it is now: as served, then as pushed, and asked for anew after each loss of the link. */
function useBoard(served: Board): Board {
  const [board, setBoard] = useState(served);
  const socketOf = useSocket();
  const link = useLinkState();

  useEffect(() => {
    const socket = socketOf();
    if (link !== "live" || !socket) return;
    const take = (pushed: Board) =>
      setBoard((known) => (pushed.version > known.version ? pushed : known));
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

/**
 * One element over the whole screen, and dark there: a wall is looked at from far, all day. Escape, the
 * browser's own way out, is noticed too.
 */
function useBigScreen() {
  const ref = useRef<HTMLDivElement>(null);
  const [isBig, setBig] = useState(false);
  useEffect(() => {
    const changed = () => setBig(document.fullscreenElement === ref.current);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);

  useEffect(() => {
    if (!isBig) return;
    // The colours belong to the whole page (app/globals.css).
    const page = document.documentElement;
    const own = page.dataset.theme;
    page.dataset.theme = "dark";
    return () => {
      if (own === undefined) delete page.dataset.theme;
      else page.dataset.theme = own;
    };
  }, [isBig]);

  async function toggle(): Promise<void> {
    if (document.fullscreenElement) return document.exitFullscreen();
    // Refused, for example within a frame: the board stays as it is.
    await ref.current?.requestFullscreen?.().catch(() => undefined);
  }
  return { ref, isBig, toggle: () => void toggle() };
}
