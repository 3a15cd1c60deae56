/** What stands for a secret, whatever its length. */
const mask = "••••";

/**
 * A raw message as an administrator may see it: without the connection's secrets, in whatever form
 * they ride in it, and without what calls itself a secret.
 */
export function maskSecrets(raw: string, secrets: readonly string[]): string {
  let masked = raw;
  for (const secret of secrets.filter((one) => one.length > 0)) {
    const base64 = Buffer.from(secret, "utf8").toString("base64");
    for (const form of [secret, base64, encodeURIComponent(secret), encodeURIComponent(base64)]) {
      masked = masked.replaceAll(form, mask);
    }
  }
  return masked.replace(selfNamed, `$1${mask}`);
}

/** `token=…`, `"password": "…"`, `<ApiKey>…`, `Authorization: Bearer …`. */
const selfNamed =
  /\b((?:password|passwd|token|secret|api[_-]?key|authorization)["']?\s*[=:>]\s*["']?(?:bearer\s+)?)[^\s"'&<>,;]+/gi;
