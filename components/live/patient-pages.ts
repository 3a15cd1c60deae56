import { second } from "#lib/base/duration";

/** As often is a page asked for, by a server that answers other questions. */
const mostTries = 3;
const pause = second;
/** A living server answers within this, in ms. */
const patience = 3 * second;
/** What stands in front of a server that is away, or it itself while it starts, answers so. */
const away = [502, 503, 504];

/**
 * Where the data of a page do not come, Next leaves the page for what the browser says of a dead line: what has been
 * typed goes with it, and nothing comes back by itself. Here they are waited for instead, until the server is there.
 *
 * Only what is read: an action whose answer is lost may have been done.
 *
 * @param ask the browser's own
 */
export function waitForPages(ask: typeof fetch): typeof fetch {
  async function untilReached(): Promise<void> {
    for (;;) {
      const signal = AbortSignal.timeout(patience);
      // A door in front of the product may send elsewhere to sign in: that is an answer.
      const probe = ask("/api/health", { cache: "no-store", redirect: "manual", signal });
      const answer = await probe.catch(() => null);
      if (answer && !away.includes(answer.status)) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  return async (input, init) => {
    if (!isPage(init)) return ask(input, init);
    for (let tries = 1; tries < mostTries; tries++) {
      const answer = await ask(input, init)
        .then(whole)
        .catch(() => null);
      if (answer && !away.includes(answer.status)) return answer;
      if (init?.signal?.aborted) break;
      await untilReached();
    }
    return ask(input, init);
  };
}

/** With all of its body: a line that breaks in the middle of it would be an error of the page. */
async function whole(answer: Response): Promise<Response> {
  const { status, statusText, headers, url, redirected } = answer;
  const body = [204, 304].includes(status) ? null : await answer.arrayBuffer();
  // Next reads from these where the page is.
  return Object.defineProperties(new Response(body, { status, statusText, headers }), {
    url: { value: url },
    redirected: { value: redirected },
  });
}

/** Of a page that somebody opens; what is fetched in advance may fail. */
function isPage(init: RequestInit | undefined): boolean {
  const headers = new Headers(init?.headers);
  const isRead = (init?.method ?? "GET") === "GET";
  return isRead && headers.has("rsc") && !headers.has("next-router-prefetch");
}
