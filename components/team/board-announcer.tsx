"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { TeamMember } from "#lib/realtime/events";

/** A change is told once the board has been still for so long, in ms: a busy team is not read out. */
const stillness = 3_000;

/** Tells screen readers, politely and in one sentence, how the team is. */
export function BoardAnnouncer({ members }: { members: TeamMember[] }) {
  const t = useTranslations("team");
  const count = (...states: TeamMember["state"][]) =>
    members.filter(({ state }) => states.includes(state)).length;
  const words = t("summary", {
    talking: count("talking"),
    free: count("free"),
    gone: count("away", "offline", "do-not-disturb"),
  });
  const [told, setTold] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setTold(words), stillness);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <p role="status" className="sr-only">
      {told}
    </p>
  );
}
