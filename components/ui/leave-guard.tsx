"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState, type RefObject } from "react";
import { holdLeaving, isHeld } from "./leave-by";
import { UnsavedQuestion } from "./unsaved-question";

const stateOf = (form: HTMLFormElement | null) =>
  form
    ? JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"))
    : "";

/** Asks before the page of a form is left in which something was typed: by a link, a key, or the browser itself. */
export function LeaveGuard({ form }: { form: RefObject<HTMLFormElement | null> }) {
  const router = useRouter();
  const [leave, setLeave] = useState<(() => void) | null>(null);

  const onLink = useEffectEvent((event: MouseEvent) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
    const link = target instanceof Element ? target.closest("a") : null;
    if (!link || link.target === "_blank" || link.origin !== location.origin) return;
    if (!isHeld(() => router.push(link.href))) return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const before = stateOf(form.current);
    const isTyped = () => form.current !== null && stateOf(form.current) !== before;
    const release = holdLeaving((go) => {
      if (isTyped()) setLeave(() => go);
      return isTyped();
    });
    const onClick = (event: MouseEvent) => onLink(event);
    const onUnload = (event: BeforeUnloadEvent) => isTyped() && event.preventDefault();
    document.addEventListener("click", onClick, { capture: true });
    window.addEventListener("beforeunload", onUnload);
    return () => {
      release();
      document.removeEventListener("click", onClick, { capture: true });
      window.removeEventListener("beforeunload", onUnload);
    };
  }, [form]);

  return (
    leave && (
      <div className="sticky bottom-20 z-10 sm:bottom-4">
        <UnsavedQuestion onStay={() => setLeave(null)} onLeave={leave} />
      </div>
    )
  );
}
