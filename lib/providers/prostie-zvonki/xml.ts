/** XML ⇄ elements. The parser is strict; what it refuses is a `ProviderError`. */
import { SaxesParser } from "saxes";
import { ProviderError } from "../contract";

const largestDepth = 8;
/** Allowed before a document, which a frame of several elements is not: the parser would refuse it. */
const declaration = /^<\?xml\s[^<>]*\?>/;

export interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** @throws {ProviderError} */
export function parseElements(xml: string): Element[] {
  const parser = new SaxesParser({ fragment: true });
  const roots: Element[] = [];
  const open: Element[] = [];
  const refuse = (message: string) => {
    throw new ProviderError("unreadable", message, "frame");
  };
  // In fragment mode the parser calls a DOCTYPE an error itself; this holds where it would not.
  parser.on("doctype", () => refuse("a DOCTYPE is not allowed"));
  parser.on("error", (error) => refuse(`not well-formed XML: ${error.message}`));
  parser.on("opentag", (tag) => {
    if (open.length >= largestDepth) refuse("is nested too deeply");
    const element: Element = {
      name: tag.name,
      attributes: { ...tag.attributes } as Record<string, string>,
      text: "",
      children: [],
    };
    (open.at(-1)?.children ?? roots).push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const parent = open.at(-1);
    if (parent) parent.text += text;
    else if (text.trim()) refuse("text outside of an element");
  });
  parser.on("cdata", (text) => {
    const parent = open.at(-1);
    if (parent) parent.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.write(xml.replace(declaration, "")).close();
  return roots;
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  // As they are, a reader would turn them into blanks.
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};
/** What XML 1.0 can't carry at all is left out. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function escapeXml(text: string): string {
  return text.replace(forbidden, "").replace(/[&<>"'\t\n\r]/g, (char) => escapes[char] ?? char);
}
