/**
 * The frames in which vendors' widgets run. Sandboxed, they have nobody's origin: no cookie, no storage, no
 * way to the page around them. Both sides speak in messages alone.
 */
import { minute, second } from "#lib/base/duration";
import { createRateLimit } from "#lib/base/rate-limit";
import type { PageCall } from "#lib/calls/ports";
import type { PageScriptView } from "#lib/leads/ports";
import { widgetMessage } from "#lib/leads/widget/messages";

type OnEvent = (slug: string, name: string, detail: unknown) => void;

interface WidgetFrame {
  element: HTMLIFrameElement;
  url: string;
  /** Commands from before the vendor's script was there; null since then. */
  waiting: { call: PageCall; since: number }[] | null;
  /** Ends the listening to it. */
  closed: AbortController;
}

/** By the connection's slug; they last as long as the page, for a widget that begins anew forgets its orders. */
const frames = new Map<string, WidgetFrame>();
/** A click that is older is forgotten: nobody expects its call any more. */
const patience = 15 * second;
/** Each event asks the server something; people order fewer calls. */
const events = createRateLimit({ most: 30, period: minute });

/** Opens the frames that are not there yet, and closes those of no script. */
export function showWidgets(scripts: readonly PageScriptView[], onEvent: OnEvent): void {
  const wanted = new Map(scripts.map(({ slug, url }) => [slug, url]));
  for (const [slug, { element, url, closed }] of frames) {
    if (wanted.get(slug) === url) continue;
    closed.abort();
    element.remove();
    frames.delete(slug);
  }
  for (const [slug, url] of wanted) {
    if (url && !frames.has(slug)) open(slug, url, onEvent);
  }
}

function open(slug: string, url: string, onEvent: OnEvent): void {
  const element = document.createElement("iframe");
  element.setAttribute("sandbox", "allow-scripts");
  element.src = `/widget/${slug}`;
  // Nobody sees it: what a person clicks is on our page.
  element.hidden = true;
  const frame: WidgetFrame = { element, url, waiting: [], closed: new AbortController() };
  frames.set(slug, frame);
  window.addEventListener("message", (event) => hear(event, slug, frame, onEvent), {
    signal: frame.closed.signal,
  });
  document.body.append(element);
}

function hear(event: MessageEvent, slug: string, frame: WidgetFrame, onEvent: OnEvent): void {
  // A sandboxed frame speaks for nobody's origin, wherever its page has come from.
  if (event.source !== frame.element.contentWindow || event.origin !== "null") return;
  const message = widgetMessage.safeParse(event.data);
  if (!message.success || message.data.widget !== slug) return;
  if (message.data.type === "ready") return runWaiting(frame);
  if (events.take(slug) === 0) onEvent(slug, message.data.name, message.data.detail);
}

/** @returns whether the connection's widget is on this page: else nothing has been done */
export function runInWidget(call: PageCall): boolean {
  const frame = frames.get(call.connection);
  if (!frame) return false;
  if (frame.waiting) frame.waiting.push({ call, since: performance.now() });
  else send(frame, call);
  return true;
}

function runWaiting(frame: WidgetFrame): void {
  const oldest = performance.now() - patience;
  for (const { call, since } of frame.waiting ?? []) if (since >= oldest) send(frame, call);
  frame.waiting = null;
}

/** To whatever is in the frame: nobody's origin has no name to write it to. */
function send({ element }: WidgetFrame, { connection, ...command }: PageCall): void {
  element.contentWindow?.postMessage({ widget: connection, command }, "*");
}
