/** Replaces a secret of any length. */
const mask = "••••";

/**
 * Masks secrets in a raw message before an administrator sees it: the connection's own, plain or encoded,
 * and values that are labelled as secrets.
 */
export function maskSecrets(raw: string, secrets: readonly string[]): string {
  let masked = raw;
  for (const secret of secrets.filter((text) => text.length > 0)) {
    const base64 = Buffer.from(secret, "utf8").toString("base64");
    for (const form of [secret, base64, encodeURIComponent(secret), encodeURIComponent(base64)]) {
      masked = masked.replaceAll(form, mask);
    }
  }
  return masked.replace(labelled, `$1${mask}`);
}

/** `token=…`, `"password": "…"`, `<ApiKey>…`, `Authorization: Bearer …`. */
const labelled =
  /\b((?:password|passwd|token|secret|api[_-]?key|authorization)["']?\s*[=:>]\s*["']?(?:bearer\s+)?)[^\s"'&<>,;]+/gi;
