/** What the files beside this one hold: bad input for every door, and how its data become requests. */
import { readFileSync } from "node:fs";
import { projectFile } from "#lib/base/project-file";

/** A text as it is, or one that is too long to be written down. */
export type Long<T> = T | { repeat: string; times: number };

/**
 * What stands in a field: a value, `{missing}`, the field twice, as an array of a form, or an object.
 */
export type FieldValue =
  | Long<string | number | boolean | null | unknown[]>
  | { missing: true }
  | { twice: string }
  | { brackets: string }
  | { object: object };

export interface Case {
  name?: string;
  base?: string;
  as?: "form" | "json" | "query" | "raw";
  field?: string;
  header?: string;
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  values?: FieldValue[];
  methods?: string[];
  paths?: string[];
  signedOut?: boolean;
  answers: number[];
  /** Fields one of which the error names; without it `field`. */
  names?: string[];
}

export interface DoorCorpus {
  about: string;
  door: { method: string; path: string; headers: Record<string, string> };
  bases: Record<string, Record<string, string>>;
  signedIn?: boolean;
  csrf?: boolean;
  cases: Case[];
}

export interface Attempt {
  name: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
  signedOut: boolean;
  answers: number[];
  names: string[];
}

export function readCorpus<T>(name: string): T {
  return JSON.parse(readFileSync(projectFile("lib/testing/corpus", `${name}.json`), "utf8")) as T;
}

export function written(value: Long<string>): string {
  return typeof value === "string" ? value : value.repeat.repeat(value.times);
}

/** Arguments of a server action in the form that uploads a sound, all of which is right but them. */
export function asActionForm(args: string): { type: string; body: string } {
  const head = 'content-disposition: form-data; name="';
  const parts = [
    `${head}_1_connectionId"\r\n\r\n5b4c1f0e-0000-4000-8000-000000000000`,
    `${head}_1_file"; filename="sound.wav"\r\ncontent-type: audio/wav\r\n\r\nRIFF`,
    `${head}0"\r\n\r\n${args}`,
  ];
  const body = parts.map((part) => `--corpus\r\n${part}\r\n`).join("");
  return { type: "multipart/form-data; boundary=corpus", body: `${body}--corpus--\r\n` };
}

/** Each input of a door as one request. @param more fields that every form needs, e.g. a CSRF token */
export function attemptsOf(corpus: DoorCorpus, more: Record<string, string> = {}): Attempt[] {
  return corpus.cases.flatMap((one) => {
    const what = one.name ?? one.field ?? "";
    const attempt = (detail: unknown, changes: Partial<Attempt>): Attempt => {
      const shown = JSON.stringify(detail) ?? "undefined";
      return {
        name: `${what} ${one.as ?? ""} ${shown.slice(0, 60)}`,
        method: one.method ?? corpus.door.method,
        path: one.path ?? corpus.door.path,
        headers: { ...corpus.door.headers, ...one.headers },
        signedOut: one.signedOut ?? false,
        answers: one.answers,
        names: one.names ?? [],
        ...changes,
      };
    };
    const base = { ...more, ...corpus.bases[one.base ?? ""] };
    if (one.methods) {
      return one.methods.map((method) => attempt(method, { method, ...bodyOf(one, base, method) }));
    }
    if (one.paths) {
      return one.paths.map((path) =>
        attempt(path, { path, ...bodyOf(one, base, one.method ?? corpus.door.method) }),
      );
    }
    return one.values!.map((value) => attempt(value, withValue(one, base, value, corpus)));
  });
}

function bodyOf(one: Case, base: Record<string, string>, method: string): Partial<Attempt> {
  if (!one.as || ["GET", "HEAD", "TRACE"].includes(method)) return {};
  return { body: new URLSearchParams(base).toString(), headers: headersOf(one) };
}

const types: Record<string, string> = {
  form: "application/x-www-form-urlencoded",
  json: "application/json",
};

function headersOf(one: Case): Record<string, string> {
  const type = types[one.as ?? ""];
  return type ? { "content-type": type, ...one.headers } : { ...one.headers };
}

function withValue(
  one: Case,
  base: Record<string, string>,
  value: FieldValue,
  { door }: DoorCorpus,
): Partial<Attempt> {
  const headers = { ...door.headers, ...headersOf(one) };
  if (one.header) {
    const held = value === null ? {} : { [one.header]: written(value as Long<string>) };
    const body = one.as ? { body: new URLSearchParams(base).toString() } : {};
    return { headers: { ...headers, ...held }, ...body };
  }
  if (one.as === "raw") return { headers, body: written(value as Long<string>) };
  const field = one.field!;
  const names = one.names ?? [field];
  if (one.as === "json") {
    const fields: Record<string, unknown> = { ...base, [field]: plain(value) };
    return { headers, names, body: JSON.stringify(fields) };
  }
  const pairs = Object.entries(base).filter(([key]) => key !== field);
  const form = new URLSearchParams([...pairs, ...pairsOf(field, value, base[field])]).toString();
  return one.as === "query"
    ? { path: `${one.path ?? door.path}?${form}`, names }
    : { headers, names, body: form };
}

/** What a field holds; undefined where it is missing. */
export function plain(value: FieldValue): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  if ("missing" in value) return undefined;
  if ("object" in value) return value.object;
  return "repeat" in value ? written(value) : value;
}

function pairsOf(field: string, value: FieldValue, usual = ""): [string, string][] {
  if (value !== null && typeof value === "object") {
    if ("missing" in value) return [];
    if ("twice" in value)
      return [
        [field, usual],
        [field, value.twice],
      ];
    if ("brackets" in value) return [[`${field}[0]`, value.brackets]];
  }
  const text = plain(value);
  return text === null ? [] : [[field, String(text)]];
}
