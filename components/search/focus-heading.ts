import { second } from "#lib/base/duration";

/** So long a page may take until its heading is there for good, in ms. */
const patience = 5 * second;

const isField = (element: Element | null) =>
  element?.matches("input, textarea, select, [contenteditable]") ?? false;

/**
 * Gives the focus to the heading of the page that opens, so that keys and screen readers begin there and not at a body
 * that is nowhere. A page that puts it into a field of its own keeps it there, and so does whoever goes on by key or
 * by mouse. A heading that is replaced, as a page that is shown ahead by the page itself, hands the focus on.
 * @param href of the page
 */
export function focusHeading(href: string): void {
  const content = document.querySelector("#content");
  if (!content) return;
  const { pathname } = new URL(href, window.location.href);
  const ended = new AbortController();
  const { signal } = ended;

  function settle(): void {
    if (window.location.pathname !== pathname || isField(document.activeElement)) return;
    const headings = [...content!.querySelectorAll("h1")];
    // Pages that were left stay in the document, hidden.
    const heading = headings.find((one) => one.checkVisibility());
    if (!heading || heading === document.activeElement) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  const changes = new MutationObserver(settle);
  changes.observe(content, { childList: true, subtree: true });
  // The palette gives the focus back when it is gone.
  document.addEventListener("focusin", settle, { signal });
  const end = () => {
    changes.disconnect();
    ended.abort();
  };
  for (const act of ["keydown", "pointerdown"] as const)
    window.addEventListener(act, end, { signal, capture: true });
  setTimeout(end, patience);
}
