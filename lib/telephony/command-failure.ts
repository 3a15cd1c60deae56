import type { Logger } from "#lib/providers/contract";

/** Why a command failed: a code, and words a person may read. */
export function commandFailure(error: unknown, log: Logger): { code: string; message: string } {
  if (error instanceof Error && error.name === "ProviderError" && "code" in error) {
    return { code: String(error.code), message: error.message };
  }
  if (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError")) {
    return { code: "timeout", message: "The provider did not answer in time" };
  }
  log.error({ err: error }, "a command failed");
  return { code: "failed", message: "The command failed; the log has the reason" };
}
