"use client";

import { Maximize2, Minimize2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState, PageHeader } from "#components/ui/page";
import type { TeamBoard as Board } from "#lib/realtime/events";
import { BoardAnnouncer } from "./board-announcer";
import { MemberTile } from "./member-tile";
import { useBigScreen } from "./use-big-screen";
import { useBoard } from "./use-board";
import { WhatWaits } from "./what-waits";

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
      className={isBig ? "min-h-screen overflow-y-auto bg-canvas p-8 text-ink" : ""}
      style={isBig ? { zoom: 1.4 } : undefined}
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
          className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-4"
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
