import { useRef, type FocusEvent } from "react";

type TextField = HTMLInputElement | HTMLTextAreaElement;

const textFields = `form :is(textarea, input:not(${["checkbox", "radio", "search", "hidden", "file"]
  .map((type) => `[type=${type}]`)
  .join()}))`;

/**
 * Whether somebody has typed something in the forms within an element: a field holds something else than when it first
 * had the focus.
 */
export function useTyped<Around extends HTMLElement>() {
  const around = useRef<Around>(null);
  const before = useRef(new WeakMap<Element, string>());
  return {
    around,
    onFocusCapture({ target }: FocusEvent) {
      if (!target.matches(textFields) || before.current.has(target)) return;
      before.current.set(target, (target as TextField).value);
    },
    isTyped(): boolean {
      const fields = [...(around.current?.querySelectorAll<TextField>(textFields) ?? [])];
      return fields.some((field) => {
        const first = before.current.get(field);
        return first !== undefined && first !== field.value && field.value.trim() !== "";
      });
    },
  };
}
