/** A browser's way through the sign-in without a browser: it keeps cookies and types what the forms ask for. */
export interface AuthClient {
  cookies: Map<string, string>;
  /** The header. */
  cookie(): string;
  get(path: string): Promise<Response>;
  /** Posts a form of next-auth's. @param path below /api/auth/ */
  post(path: string, fields: Record<string, string>, headers?: object): Promise<Response>;
  hasSession(): boolean;
}

export function openAuthClient(url: string): AuthClient {
  const cookies = new Map<string, string>();

  async function send(address: string, init: RequestInit = {}): Promise<Response> {
    const target = new URL(address, url);
    const headers = { ...(init.headers as object), cookie: client.cookie() };
    const answer = await fetch(target, { redirect: "manual", ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", ...value] = line.split(";")[0]!.split("=");
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value.join("="));
    }
    return answer;
  }

  const client: AuthClient = {
    cookies,
    cookie: () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    get: (path) => send(path),
    async post(path, fields, headers = {}) {
      const { csrfToken } = (await (await send("/api/auth/csrf")).json()) as { csrfToken: string };
      const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
      return send(`/api/auth/${path}`, { method: "POST", body, headers: { ...headers } });
    },
    hasSession: () => [...cookies.keys()].some((name) => name.endsWith("session-token")),
  };
  return client;
}
