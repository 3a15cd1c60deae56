"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { Button } from "#components/ui/button";
import { BackLink, Kbd, ListSkeleton, PageHeader } from "#components/ui/page";
import type { ViewOptions } from "#lib/contacts/list-options";
import type { SavedViewItem } from "#lib/contacts/saved-views";
import { doneOf, type DialProgress } from "#lib/dialling/dial-view";
import { listHref } from "../contacts/list-href";
import { DeskNotice } from "./desk-notice";
import { HowFar } from "./how-far";
import { SkippedClients } from "./skipped-clients";
import { useAfterCall } from "./use-after-call";
import { useDesk } from "./use-desk";

interface DialDeskProps {
  listId: string;
  /** The saved view that the list was begun from. */
  view: SavedViewItem<ViewOptions> | null;
  progress: DialProgress;
  /** When the round began, ISO 8601. */
  roundAt: string;
  /** Who is before the person; null: nobody yet. */
  client: { position: number; contactId: string } | null;
  /** What there is to know of the client. */
  children: ReactNode;
}

/** Calling a list one by one: the client at hand, how far the list is, and the way on. */
export function DialDesk(props: DialDeskProps) {
  const { listId, view, progress, roundAt, client, children } = props;
  const t = useTranslations("dialling");
  const { standing, opening, skipped, pending, canGoBack, go, onward, back } = useDesk({
    listId,
    position: client?.position ?? null,
  });
  const region = useRef<HTMLElement>(null);
  const contactId = client?.contactId ?? null;
  const isHere = client !== null && standing === "going";

  useAfterCall(isHere ? contactId : null, onward);
  const mayGoBack = isHere || (standing === "over" && canGoBack);
  useHotkeys("j", () => isHere && !pending && onward());
  useHotkeys("k", () => mayGoBack && !pending && back());
  useHotkeys("enter", () => {
    // A button or link that has the focus keeps its own keys.
    const focused = document.activeElement;
    if (focused !== document.body && focused !== region.current) return;
    region.current?.querySelector<HTMLButtonElement>("[data-call] button")?.click();
  });
  useEffect(() => {
    if (contactId && document.activeElement === document.body) region.current?.focus();
  }, [contactId]);

  const done = doneOf(progress);
  return (
    <>
      <BackLink href={view ? listHref({ ...view.options, view: view.id }) : "/contacts"}>
        {view?.name ?? t("back")}
      </BackLink>
      <PageHeader
        title={t("title")}
        subtitle={
          <span role="status">
            <HowFar progress={progress} place={isHere ? client.position + 1 : null} />
          </span>
        }
        actions={
          mayGoBack && (
            <>
              <Button disabled={pending} onClick={back}>
                <ChevronLeft aria-hidden className="size-4" />
                {t("previous")}
              </Button>
              {isHere && (
                <Button disabled={pending} onClick={onward}>
                  {t("next")}
                  <ChevronRight aria-hidden className="size-4" />
                </Button>
              )}
            </>
          )
        }
      />
      <progress
        aria-label={t("bar")}
        max={progress.size}
        value={done}
        className="mb-4 block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent-fill [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent-fill"
      />
      <SkippedClients skipped={skipped} />
      {standing !== "going" && (
        <DeskNotice
          opening={opening}
          listId={listId}
          standing={standing}
          progress={progress}
          roundAt={roundAt}
          go={go}
        />
      )}
      {standing === "going" && !client && <ListSkeleton rows={6} label={t("loading")} />}
      {isHere && (
        <section
          ref={region}
          tabIndex={-1}
          aria-label={t("client")}
          aria-busy={pending}
          className="outline-none"
        >
          {children}
        </section>
      )}
      {isHere && (
        <p className="mt-4 hidden flex-wrap items-center keys-rest:invisible gap-1.5 text-xs text-ink-soft sm:flex">
          <Kbd>Enter</Kbd> {t("keys.call")} <Kbd>F9</Kbd> {t("keys.strip")} <Kbd>J</Kbd>{" "}
          {t("keys.next")} <Kbd>K</Kbd> {t("keys.previous")}
        </p>
      )}
    </>
  );
}
