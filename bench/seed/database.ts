/** A seeded database of the benchmark's own, thrown away after it. */
import type { Dialect } from "#lib/db/migrations";

export interface BenchDatabase {
  dialect: Dialect;
  /** For DATABASE_URL. */
  url: string;
  /** From the next start of the product on, its one connection leads there. */
  leadTo(pbxUrl: string): Promise<void>;
  /** Removes it. */
  drop(): Promise<void>;
}

/** The connection's settings, as its row holds them; an empty password has nothing to seal. */
export function connectionSettings(pbxUrl: string): string {
  return JSON.stringify({ url: pbxUrl, password: "", clientType: "tinyCRM", country: "RU" });
}
