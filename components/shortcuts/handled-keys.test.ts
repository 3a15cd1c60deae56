/** What a key does anywhere in the program is in the list that people read. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";
import { shortcutGroups, shortcuts, type Shortcut } from "./shortcuts";

/** What fields, lists and dialogs do by them everywhere, in any program. */
const usual = ["arrowdown", "arrowup", "down", "up", "tab", "ctrl", "meta"];

/** As browsers name keys; what else is called a key or a code in a source looks otherwise. */
const keyName = /^(?:.|F\d+|[A-Z][A-Za-z]+)$/u;

const short: Record<string, string> = { control: "ctrl", escape: "esc" };
const nameOf = (key: string) => {
  const name = key.toLowerCase().replace(/^(?:key|digit)(?=.$)/, "");
  return short[name] ?? name;
};
const joined = (keys: string) => keys.split("+").map(nameOf).join("+");

/** Keys that a source does something by: one each, or several held together. */
function keysIn(text: string): string[] {
  const source = ts.createSourceFile("a.tsx", text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === "useHotkeys") {
      const [keys] = node.arguments;
      if (keys && ts.isStringLiteral(keys)) found.push(...keys.text.split(","));
    }
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      const { text } = node.initializer;
      const name = node.name.getText();
      if (name === "aria-keyshortcuts") found.push(...text.split(" "));
      if (name === "data-key" || name === "letter") found.push(text);
    }
    if (ts.isBinaryExpression(node) && ts.isStringLiteral(node.right)) {
      const isKey = /(?:^|\.)(?:key|code)$/.test(node.left.getText());
      if (isKey && keyName.test(node.right.text)) {
        found.push(isHeld(node) ? `Ctrl+${node.right.text}` : node.right.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map(joined).filter((key) => !usual.includes(key));
}

/** Whether the condition asks for Ctrl beside the key, and does not refuse it. */
function isHeld(node: ts.BinaryExpression): boolean {
  let condition: ts.Node = node;
  while (ts.isBinaryExpression(condition.parent)) condition = condition.parent;
  const text = condition.getText();
  if (!text.includes("ctrlKey")) return false;
  const isWanted = node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  return isWanted !== /!\(?\w+\.ctrlKey/.test(text) && !/\|\| \w+\.ctrlKey/.test(text);
}

const all: Shortcut[] = shortcutGroups.flatMap((group) => [...shortcuts[group]]);
const listed = new Set(
  all.flatMap(({ shown, together, range }) => {
    if (together) return [joined(shown.join("+"))];
    if (!range) return shown.map(nameOf);
    const [first, last] = shown.map(Number);
    return Array.from({ length: last! - first! + 1 }, (_, index) => String(first! + index));
  }),
);

it("finds what a source does by keys", () => {
  expect(keysIn(`useHotkeys("j,down", go);`)).toEqual(["j"]);
  expect(keysIn(`<a data-key="KeyN" aria-keyshortcuts="Control+K Meta+K" />`)).toEqual([
    "n",
    "ctrl+k",
    "meta+k",
  ]);
  expect(keysIn(`if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;`)).toEqual(
    ["ctrl+enter"],
  );
  expect(keysIn(`if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) go();`)).toEqual([
    "ctrl+enter",
  ]);
  expect(keysIn(`if (event.key !== "/" || event.ctrlKey) return;`)).toEqual(["/"]);
});

it("lists every key that does something", () => {
  const files = readdirSync(projectFile("components"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
    .map((file) => projectFile(join("components", file)));
  const handled = new Set(files.flatMap((file) => keysIn(readFileSync(file, "utf8"))));
  // Were nothing found, nothing would be missing.
  expect([...handled]).toEqual(expect.arrayContaining(["f2", "f8", "t", "j", "e", "/", "ctrl+k"]));
  // On a Mac the one stands for the other.
  const unknown = [...handled].filter((key) => !listed.has(key.replace("meta+", "ctrl+")));
  expect(unknown).toEqual([]);
});
