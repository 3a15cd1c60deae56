/** The regular expressions of the sources, and texts by which each of them would show that it is slow. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRegExpLiteral, visitRegExpAST, type AST } from "@eslint-community/regexpp";
import ts from "typescript";
import { projectFile } from "#lib/base/project-file";
import { repeated, signs, type HostileText } from "./hostile-texts";

export interface Pattern {
  /** As it stands in the source. */
  literal: string;
  /** `lib/base/spreadsheets.ts:12`. */
  place: string;
}

const folders = ["lib", "app", "components"];
const isProduct = (file: string) =>
  /\.(?:tsx?|mjs)$/.test(file) &&
  !/\.test\.tsx?$|\.d\.ts$|^lib\/(?:testing|db\/generated)\/|^components\/testing\//.test(file);

/** Instead of a literal. */
export const madeOfText = "RegExp(…)";

/** Each once; those that are made of text at run time as `madeOfText`. */
export function patternsOfSources(): Pattern[] {
  const files = folders.flatMap((folder) =>
    readdirSync(projectFile(folder), { recursive: true, encoding: "utf8" }).map((name) =>
      join(folder, name),
    ),
  );
  const found = [...files, "server.ts"].filter(isProduct).flatMap(patternsIn);
  return [...new Map(found.map((pattern) => [pattern.literal, pattern])).values()];
}

function patternsIn(file: string): Pattern[] {
  const text = readFileSync(projectFile(file), "utf8");
  const kind = file.endsWith(".tsx") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true, kind);
  const patterns: Pattern[] = [];
  const visit = (node: ts.Node) => {
    const isLiteral = node.kind === ts.SyntaxKind.RegularExpressionLiteral;
    if (isLiteral || isMade(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const literal = isLiteral ? node.getText() : madeOfText;
      patterns.push({ literal, place: `${file}:${line + 1}` });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return patterns;
}

function isMade(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
  return ts.isIdentifier(node.expression) && node.expression.text === "RegExp";
}

/** Nothing in it repeats: at each place of a text it looks at no more signs than it has itself. */
export function repeatsNothing({ literal }: Pattern): boolean {
  let repeats = false;
  visitRegExpAST(parseRegExpLiteral(literal), {
    onQuantifierEnter: ({ max }) => void (repeats ||= max > 1),
  });
  return !repeats;
}

export function compiled({ literal }: Pattern): RegExp {
  const end = literal.lastIndexOf("/");
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}

const endings = ["", "\0", "\n", "!"];

/**
 * For each thing that a pattern repeats without end: what leads to it, and then a long row of what it
 * takes; also rows of the beginning itself.
 */
export function attacksOn(pattern: Pattern): HostileText[] {
  const literal = parseRegExpLiteral(compiled(pattern));
  const attacks: HostileText[] = [];
  visitRegExpAST(literal, {
    onQuantifierEnter(quantifier) {
      if (quantifier.max < 20) return;
      const before = beforeOf(quantifier);
      for (const pump of pumpsFor(quantifier.element, literal.flags.raw)) {
        for (const ending of endings) attacks.push(repeated(pump, before, ending));
        attacks.push(repeated(before + pump, "", "\0"), repeated(pump + before, "", "\n"));
      }
    },
  });
  return attacks;
}

/** Signs that the repeated part takes, and one text that it is made for. */
function pumpsFor(element: AST.QuantifiableElement, flags: string): string[] {
  const whole = new RegExp(`^(?:${element.raw})$`, flags.replace(/[gy]/g, ""));
  const taken = signs.filter((sign) => whole.test(sign));
  return [...new Set([...taken, sampleOf(element)])].filter(Boolean);
}

/** Something that all parts in front of this one match. */
function beforeOf(node: AST.Node): string {
  const { parent } = node;
  if (!parent) return "";
  const earlier =
    parent.type === "Alternative"
      ? parent.elements.slice(0, parent.elements.indexOf(node as AST.Element))
      : [];
  return beforeOf(parent) + earlier.map(sampleOf).join("");
}

function sampleOf(node: AST.Node): string {
  switch (node.type) {
    case "Character":
      return String.fromCodePoint(node.value);
    case "Quantifier":
      return sampleOf(node.element).repeat(Math.min(Math.max(node.min, node.max > 0 ? 1 : 0), 64));
    case "Group":
    case "CapturingGroup":
      return sampleOf(node.alternatives[0]!);
    case "Alternative":
      return node.elements.map(sampleOf).join("");
    case "CharacterClass":
    case "CharacterSet": {
      const single = new RegExp(`^${node.raw}$`, /\\p/i.test(node.raw) ? "u" : "");
      return signs.find((sign) => single.test(sign)) ?? "";
    }
    default:
      return "";
  }
}
