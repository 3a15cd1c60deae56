"use client";

import { BellOff } from "lucide-react";
import { SilentPlaceCommands, useSilenceWords } from "#components/people/silent-place";
import { Button } from "#components/ui/button";
import type { SilentPlace } from "#lib/people/ring-places";

interface SilenceMarkProps {
  places: readonly SilentPlace[];
  /** Whether they are shown below the row. */
  open: boolean;
  onToggle: () => void;
}

/** That no card came of a call, in a mark: a row stays one line. Why is its name, and below the row once it is pressed. */
export function SilenceMark({ places, open, onToggle }: SilenceMarkProps) {
  const words = useSilenceWords();
  if (places.length === 0) return null;
  const why = places.map(words).join("\n");
  return (
    <Button
      size="icon"
      variant="ghost"
      className="-my-0.5 size-7"
      aria-expanded={open}
      aria-label={why}
      title={why}
      onClick={onToggle}
    >
      <BellOff aria-hidden className="size-4 text-ringing" />
    </Button>
  );
}

/** Why no card came of a call, place by place, and what is to be done. */
export function Silences({ places }: { places: readonly SilentPlace[] }) {
  const words = useSilenceWords();
  return (
    <ul className="flex flex-col gap-1">
      {places.map((place) => (
        <li
          key={place.extension ?? ""}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ringing"
        >
          {words(place)}
          <SilentPlaceCommands place={place} />
        </li>
      ))}
    </ul>
  );
}
