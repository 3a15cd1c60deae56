import { db } from "#lib/db/client";
import type { ProviderAdapter } from "#lib/providers/contract";
import type { Runtime, Supervisor } from "./supervisor";

export interface Line {
  runtime: Runtime;
  extension: string;
}

/** The person's extensions on connections that can do one of these, the oldest connection first. */
export async function linesOf(
  supervisor: Pick<Supervisor, "runtime">,
  { userId, connection }: { userId: string; connection?: string },
  ...methods: (keyof ProviderAdapter)[]
): Promise<Line[]> {
  const extensions = await db().extension.findMany({
    where: { userId, connection: { enabled: true, ...(connection && { slug: connection }) } },
    orderBy: { connection: { createdAt: "asc" } },
  });
  return extensions.flatMap(({ connectionId, number }) => {
    const runtime = supervisor.runtime(connectionId);
    const able = runtime && methods.some((method) => runtime.adapter[method]);
    return able ? [{ runtime, extension: number }] : [];
  });
}
