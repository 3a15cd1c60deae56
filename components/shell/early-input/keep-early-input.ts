/**
 * Clicks and letters of somebody who is quicker than the page's scripts: they are kept until those have come, and
 * done then. Without it a click does nothing, and Enter in the form of signing in puts the password into the address.
 * Parts of a page come one after the other, so this goes on for as long as the page is there.
 *
 * Runs as text, before any script (early-input.tsx): it may use nothing from outside itself.
 *
 * @param ready the event by which the page says that its scripts have come
 */
export function keepEarlyInput(ready: string): void {
  const controls = "button,[role=button],[type=checkbox],[type=radio],label,summary";
  const kinds = ["pointerdown", "keydown", "click", "input", "change", "submit"];
  const kept: { target: HTMLElement; event: Event }[] = [];
  /** What somebody has typed last into a field: what is done before it may make the page write something else there. */
  const typed = new WeakMap<EventTarget, string>();
  /** Between two looks whether what is kept can be done, and for how long one looks, in ms. */
  const pause = 30;
  const patience = 60_000;

  /** Whether the page's frame works: before that React has marked what it has only begun to take over. */
  let isReady = false;
  /** React marks what it has taken over; there is no other way to know of a part of a page. */
  const isLive = (element: Element) =>
    isReady && Object.keys(element).some((key) => key.startsWith("__reactProps$"));

  /** What the event is for; null where the browser itself knows what to do. */
  function targetOf({ target, type }: Event): HTMLElement | null {
    if (!(target instanceof HTMLElement || target instanceof SVGElement)) return null;
    const control = target.closest<HTMLElement>(controls);
    // A menu opens by the press of a key; in a field, keys are letters.
    if (type === "keydown") return control === target ? control : null;
    if (type === "pointerdown" || type === "click") return control;
    return target as HTMLElement;
  }

  const isText = (field: unknown) =>
    field instanceof HTMLTextAreaElement ||
    (field instanceof HTMLInputElement && !/^(?:file|checkbox|radio)$/.test(field.type));

  function keep(event: Event): void {
    const target = targetOf(event);
    if (event.type === "input" && isText(target)) {
      typed.set(target!, (target as HTMLInputElement).value);
    }
    if (!target || isLive(target)) return;
    // Nobody else acts on it as well. A press of the pointer still moves the focus, and that of a key still clicks.
    event.stopImmediatePropagation();
    if (event.type === "click" || event.type === "submit") event.preventDefault();
    if (kept.push({ target, event }) === 1) redoInOrder(Date.now() + patience);
  }

  /** @param until what can't be done by then is forgotten */
  function redoInOrder(until: number): void {
    const [first] = kept;
    if (!first) return;
    const isGone = !first.target.isConnected || Date.now() > until;
    if (!isGone && !isLive(first.target)) return void setTimeout(redoInOrder, pause, until);
    kept.shift();
    if (!isGone) redo(first.target, first.event);
    redoInOrder(until);
  }

  function redo(target: HTMLElement, event: Event): void {
    if (event.type === "submit") return (target as HTMLFormElement).requestSubmit();
    if (event.type === "input" && isText(target)) forgetSeen(target as HTMLInputElement);
    target.dispatchEvent(new (event.constructor as typeof Event)(event.type, event));
  }

  /** React takes a text for changed when it is another than the one it has last seen in the field. */
  function forgetSeen(field: HTMLInputElement): void {
    const value = typed.get(field) ?? field.value;
    field.value = "";
    const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value");
    own?.set?.call(field, value);
  }

  for (const kind of kinds) window.addEventListener(kind, keep, true);
  window.addEventListener(ready, () => (isReady = true), { once: true });
}
