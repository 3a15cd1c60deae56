/**
 * Puts a text into a field as if it were typed, apart from the words beside it. Nothing of what is there is overwritten.
 * @param at the place. @default behind what is selected, which stays
 * @returns false where the field has no room for it, and stays as it is
 */
export function insertText(
  field: HTMLTextAreaElement,
  text: string,
  at = field.selectionEnd,
): boolean {
  const { value, maxLength } = field;
  const apart = [
    /[\p{L}\p{N}.,;:!?)»”]$/u.test(value.slice(0, at)) ? " " : "",
    text,
    /^[\p{L}\p{N}(«“]/u.test(value.slice(at)) ? " " : "",
  ].join("");
  if (maxLength >= 0 && value.length + apart.length > maxLength) return false;
  field.setRangeText(apart, at, at, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}
