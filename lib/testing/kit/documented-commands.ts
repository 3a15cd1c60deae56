/**
 * The shell commands of the documentation, and what their marks say of how to try them. A mark is a comment of the page
 * before the block, and each of its lines is about the command that begins so, or about all of the block:
 *
 *     <!-- ci
 *     `npm run dev` until "tinyCRM is at"           goes on: it is tried until it has printed that
 *     `npm run torture` as `npm run torture -- --kills 3`
 *     first `npx tinycrm user add …`                 runs before the block
 *     beside `npm start` until "tinyCRM is at"       runs while the block does
 *     not run: the reason, in words
 *     -->
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { marked } from "marked";

export interface DocumentedCommand {
  /** As it is written. */
  written: string;
  /** As it is tried. */
  run: string;
  /** What it prints once it does what it is for, where it does not end. */
  until: string | null;
  /** Why it is not tried. */
  notRun: string | null;
}

export interface CommandBlock {
  /** `README.md:17` */
  place: string;
  first: string[];
  beside: { run: string; until: string } | null;
  commands: DocumentedCommand[];
}

/** Its commands are one story, from the first message to a click: handbook-commands.long.test.ts tries them. */
const story = join("providers", "generic.md");

export const documentedPages = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && name !== story)
    .sort()
    .map((name) => join("docs", name)),
];

/** Languages of blocks that hold no commands. */
const otherLanguages = new Set(["", "html", "json", "mermaid", "sql", "text", "ts", "tsx"]);

/** @throws when a mark can't be read, or is about no command; when a block is of a language nobody runs */
export function commandBlocks(page: string): CommandBlock[] {
  const text = readFileSync(page, "utf8");
  const blocks: CommandBlock[] = [];
  let mark = "";
  let line = 1;
  for (const token of marked.lexer(text)) {
    const place = `${page}:${line}`;
    line += token.raw.split("\n").length - 1;
    if (token.type === "html") mark = /^<!-- ci\b([^]*?)-->/.exec(token.raw)?.[1] ?? "";
    else if (token.type === "code") {
      if (token.lang === "sh") blocks.push(readBlock(place, token.text as string, mark));
      else if (!otherLanguages.has((token.lang as string | undefined) ?? "")) {
        throw new Error(`${place}: commands stand in blocks of "sh", not of "${token.lang}"`);
      }
    }
    if (token.type !== "html" && token.type !== "space") mark = "";
  }
  return blocks;
}

function readBlock(place: string, text: string, mark: string): CommandBlock {
  const commands = text
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.trim().startsWith("#"))
    .map((written) => ({ written, run: written, until: null, notRun: null }) as DocumentedCommand);
  const block: CommandBlock = { place, first: [], beside: null, commands };
  const rules = mark.replace(/^:/, "").split("\n");
  for (const rule of rules.map((one) => one.trim()).filter(Boolean)) readRule(block, rule);
  return block;
}

const ruleForms = {
  first: /^first `(.+)`$/,
  beside: /^beside `(.+)` until "(.+)"$/,
  notRun: /^(?:`(.+)` )?not run: (.{10,})$/,
  until: /^(?:`(.+)` )?until "(.+)"$/,
  as: /^`(.+)` as `(.+)`$/,
};

function readRule(block: CommandBlock, rule: string): void {
  const about = (beginning: string | undefined): DocumentedCommand[] => {
    const found = block.commands.filter(({ written }) => written.startsWith(beginning ?? ""));
    if (found.length === 0) throw new Error(`${block.place}: a mark is about no command: ${rule}`);
    return found;
  };
  const match = (form: keyof typeof ruleForms) => ruleForms[form].exec(rule);
  const first = match("first");
  const beside = match("beside");
  const notRun = match("notRun");
  const until = match("until");
  const as = match("as");
  if (first) block.first.push(first[1]!);
  else if (beside) block.beside = { run: beside[1]!, until: beside[2]! };
  else if (notRun) for (const command of about(notRun[1])) command.notRun = notRun[2]!;
  else if (until) for (const command of about(until[1])) command.until = until[2]!;
  else if (as) for (const command of about(as[1])) command.run = as[2]!;
  else throw new Error(`${block.place}: nobody can read the mark: ${rule}`);
}
