/**
 * Requests with places for values: `{number}` in an address, a header or a body. Each value is written as its
 * place wants it, by what knows that place; none becomes part of the request's form.
 */
import { parseTemplate } from "url-template";
import { ProviderError } from "../contract";

export type Values = Readonly<Record<string, string>>;

/** What is wrong with a template: in English, and by the code of `messages.ts`, with what it is about. */
export interface Wrong {
  code: string;
  words: string;
  detail?: string;
}

const place = /\{(\w{1,40})\}/g;

/** @returns what is wrong with a text's places; null when nothing is */
export function wrongPlaces(text: string, known: readonly string[]): Wrong | null {
  const unknown = placesIn(text).find((name) => !known.includes(name));
  if (unknown) {
    const detail = `{${unknown}}`;
    return { code: "placeUnknown", words: `${detail} is not known here: ${listed(known)}`, detail };
  }
  if (!/[{}]/.test(text.replace(place, ""))) return null;
  return { code: "placeOpen", words: `has a brace alone: ${listed(known)}` };
}

const listed = (known: readonly string[]) =>
  `may hold ${known.map((name) => `{${name}}`).join(", ")}`;

function placesIn(text: string): string[] {
  return [...text.matchAll(place)].map(([, name]) => name!);
}

export function holds(text: string, name: string): boolean {
  return placesIn(text).includes(name);
}

/** In one pass: what a value holds is no place. */
export function fillText(text: string, values: Values): string {
  return text.replace(place, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : whole,
  );
}

/** @returns what is wrong with an address; null when nothing is */
export function wrongAddress(text: string, known: readonly string[]): Wrong | null {
  const filled = ["0", "1"].map((value) => text.replace(place, value));
  const [url, other] = filled.map((address) => (URL.canParse(address) ? new URL(address) : null));
  if (!url || !other || !/^https?:$/.test(url.protocol)) {
    return { code: "url", words: "must be an address like https://pbx.example/call" };
  }
  if (url.origin !== other.origin) {
    return { code: "placeInHost", words: "may hold {…} after the host only" };
  }
  if (url.hash || url.username || url.password) {
    return { code: "credentials", words: "must not hold a password or a fragment" };
  }
  return wrongPlaces(text, known);
}

/**
 * An address, as RFC 6570 fills it: each value is percent-encoded whole.
 * @throws {ProviderError} for a value that would lead to another folder
 */
export function fillAddress(template: string, values: Values): URL {
  const { expand } = parseTemplate(template);
  const url = new URL(expand(values));
  const harmless = Object.entries(values).map(([name, value]) => [name, value && "0"]);
  const usual = new URL(expand(Object.fromEntries(harmless)));
  if (shapeOf(url) === shapeOf(usual)) return url;
  throw new ProviderError("refused", "This can't stand in the PBX's address: dots alone");
}

/** How deep a path is, and whether it ends in a folder: dots alone would change either. */
function shapeOf({ pathname }: URL): string {
  return `${pathname.split("/").length} ${pathname.endsWith("/")}`;
}

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;
/** Those that say where a message begins and ends, or whom it is for. */
const ownHeaders =
  /^(?:host|connection|content-length|transfer-encoding|keep-alive|upgrade|te|trailer|expect|proxy-.*)$/i;
const secretHeaders = /auth|cookie|key|token|secret|password/i;
const headerValue = /^[\x20-\x7e]*$/;

/** `Name: value`, one a line. */
function headerLines(text: string): (readonly [name: string, value: string])[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, Math.max(colon, 0)).trim(), line.slice(colon + 1).trim()];
  });
}

/** @returns what is wrong with headers; null when nothing is */
export function wrongHeaders(text: string, known: readonly string[]): Wrong | null {
  for (const [name, value] of headerLines(text)) {
    const wrong = wrongHeader(name, value);
    if (wrong) return { ...wrong, detail: name };
    const places = wrongPlaces(value, known);
    if (places) return places;
  }
  return null;
}

function wrongHeader(name: string, value: string): Wrong | null {
  if (!headerName.test(name)) {
    return { code: "headerForm", words: "must be lines like X-Account: office" };
  }
  if (ownHeaders.test(name)) return { code: "headerOwn", words: `must not set ${name}` };
  if (!headerValue.test(value)) {
    return { code: "headerLatin", words: `${name} must be Latin letters, digits and signs` };
  }
  if (secretHeaders.test(name) && !holds(value, "secret")) {
    const words = `write {secret} into ${name}, and the secret into its own field`;
    return { code: "headerSecret", words };
  }
  return null;
}

/** @throws {ProviderError} for a value that no header can hold */
export function fillHeaders(text: string, values: Values): Record<string, string> {
  const filled = headerLines(text).map(([name, value]) => [name, fillText(value, values)] as const);
  const wrong = filled.find(([, value]) => !headerValue.test(value));
  if (wrong) throw new ProviderError("refused", `This can't stand in the header ${wrong[0]}`);
  return Object.fromEntries(filled);
}

const isJson = (text: string) => /^\s*[[{]/.test(text);

const bodyForm: Wrong = {
  code: "bodyForm",
  words: 'must be JSON, like {"to": "{number}"}, or a form, like to={number}',
};

/** @returns what is wrong with a body; null when nothing is */
export function wrongBody(text: string, known: readonly string[]): Wrong | null {
  const pairs = isJson(text) ? jsonTexts(text) : [...new URLSearchParams(text)];
  if (!pairs || (!isJson(text) && !text.includes("="))) return bodyForm;
  if (pairs.some(([name]) => /[{}]/.test(name))) {
    return { code: "placeInName", words: "may hold {…} in values, not in names" };
  }
  const wrong = pairs.map(([, value]) => wrongPlaces(value, known));
  return wrong.find((one) => one !== null) ?? null;
}

/** Names and texts of a JSON body; null when it is none. */
function jsonTexts(json: string): [name: string, text: string][] | null {
  const pairs: [string, string][] = [];
  try {
    JSON.parse(json, (name, value: unknown) => {
      pairs.push([name, typeof value === "string" ? value : ""]);
      return value;
    });
    return pairs;
  } catch {
    return null;
  }
}

/** JSON, or a form; values stand in texts of JSON and in values of a form, and stay there. */
export function fillBody(
  template: string,
  values: Values,
): { body?: string; headers: Record<string, string> } {
  if (template.trim() === "") return { headers: {} };
  if (isJson(template)) {
    const fill = (_: string, value: unknown) =>
      typeof value === "string" ? fillText(value, values) : value;
    const body = JSON.stringify(JSON.parse(template, fill));
    return { body, headers: { "content-type": "application/json" } };
  }
  const pairs = [...new URLSearchParams(template)].map(([name, value]) => [
    name,
    fillText(value, values),
  ]);
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return { body: new URLSearchParams(pairs).toString(), headers };
}
