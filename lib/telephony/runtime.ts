/** Connections as they run in this process, and the lines people have on them. */
import type { CallSource } from "#lib/calls/stored-call";
import { can } from "#lib/connections/can";
import type { OpenConnection } from "#lib/connections/with-adapter";
import { refusal, type CommandRefusal } from "#lib/base/command-result";
import { db } from "#lib/db/client";
import type { ProviderAdapter } from "#lib/providers/contract";
import { adapterFor } from "#lib/providers/registry";

/** Whose messages they are, and who can read them. */
export interface MessageSource extends CallSource {
  adapter: Pick<ProviderAdapter, "id" | "parse">;
  /** Of the lease under which they are brought (lib/copies); null or absent where everybody may bring them. */
  fence?: number | null;
}

export interface Runtime extends OpenConnection {
  id: string;
  slug: string;
  source: MessageSource;
  link: unknown;
  abort: AbortController;
  /** Hands the adapter the extensions there are, once it has asked for them. */
  publishExtensions(): Promise<void>;
  /** An authentic message of the provider's has come. Never fails, and may be called with each of them. */
  heard(): Promise<void>;
}

/** Finds the connections that run here, by id or slug. */
export interface Runtimes {
  /** @returns undefined when the connection is switched off, or is another copy's */
  runtime(connectionId: string): Runtime | undefined;
  runtimeOf(slug: string): Runtime | undefined;
}

/** People wait for a command's answer at most this long, in ms. */
export const commandPatience = 5_000;
/** A second click on the same command within this time, in ms, is the same click. */
export const doubleClick = 3_000;

/** Who reads a connection's messages, whether or not its secrets can be opened. */
export function messageSource(row: {
  id: string;
  slug: string;
  provider: string;
  settings: string;
}): MessageSource {
  const { country } = JSON.parse(row.settings) as { country: string };
  return { connectionId: row.id, slug: row.slug, country, adapter: adapterFor(row.provider) };
}

export interface Line {
  runtime: Runtime;
  extension: string;
}

/** The person's extensions on connections that can do one of these, the oldest connection first. */
export async function linesOf(
  runtimes: Pick<Runtimes, "runtime">,
  { userId, connection }: { userId: string; connection?: string },
  ...methods: (keyof ProviderAdapter)[]
): Promise<Line[]> {
  const extensions = await db().extension.findMany({
    where: { userId, connection: { enabled: true, ...(connection && { slug: connection }) } },
    orderBy: { connection: { createdAt: "asc" } },
  });
  return extensions.flatMap(({ connectionId, number }) => {
    const runtime = runtimes.runtime(connectionId);
    const able = runtime && methods.some((method) => can(runtime, method));
    return able ? [{ runtime, extension: number }] : [];
  });
}

/** Why a person has no line, where it is not that they lack an extension: one of theirs is on a connection turned off. */
export async function refuseTurnedOff(userId: string): Promise<CommandRefusal | null> {
  const off = await db().extension.count({ where: { userId, connection: { enabled: false } } });
  return off > 0 ? refusal("turned-off", "The connection of your extension is turned off") : null;
}
