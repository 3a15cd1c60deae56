"use client";

import { useConnections } from "#components/live/live-provider";
import { ConnectionState } from "./connection-state";

/** How this connection stands right now, above its settings. */
export function LiveState({ slug }: { slug: string }) {
  const view = useConnections().find((one) => one.slug === slug);
  if (!view) return null;
  return (
    <div className="rounded-xl border border-line bg-surface px-4 py-3 shadow-card">
      <ConnectionState view={view} />
    </div>
  );
}
