/** No file reaches itself by its imports. Types count, which the linter's no-cycle leaves out. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";

const endings = ["", ".ts", ".tsx", ".mjs"];

function sourceFiles(): string[] {
  const folders = ["app", "components", "lib", "bin", "bench", "e2e"].flatMap((folder) =>
    readdirSync(projectFile(folder), { recursive: true, encoding: "utf8" }).map((name) =>
      projectFile(folder, name),
    ),
  );
  return [projectFile("server.ts"), projectFile("pages.ts"), ...folders].filter(
    (file) => /\.(?:tsx?|mjs)$/.test(file) && !file.includes("/generated/"),
  );
}

/** What a file names in imports, exports and `import()`, be it for values or for types. */
function specifiersOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
            ? node.arguments[0]
            : undefined;
    if (named && ts.isStringLiteral(named)) found.push(named.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function resolve(from: string, specifier: string): string[] {
  const path = specifier.startsWith("#")
    ? projectFile(specifier.slice(1))
    : specifier.startsWith(".")
      ? join(dirname(from), specifier)
      : null;
  if (path === null) return [];
  const file = endings
    .map((ending) => path + ending)
    .find((name) => /\.\w+$/.test(name) && existsSync(name));
  return file ? [file] : [];
}

/** Groups of files of which each reaches every other (Tarjan's strongly connected components). */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    path.push(file);
    for (const imported of imports.get(file) ?? []) {
      if (!order.has(imported)) visit(imported);
      if (!path.includes(imported)) continue;
      lowest.set(file, Math.min(lowest.get(file)!, lowest.get(imported)!));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const circle = path.splice(path.indexOf(file));
    if (circle.length > 1) circles.push(circle);
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return circles;
}

it("finds a circle, and nothing in a diamond", () => {
  const circle = new Map([
    ["a", ["b"]],
    ["b", ["c", "d"]],
    ["c", ["a"]],
    ["d", []],
  ]);
  expect(circlesIn(circle)).toEqual([["a", "b", "c"]]);
  const diamond = new Map([
    ["a", ["b", "c"]],
    ["b", ["d"]],
    ["c", ["d"]],
    ["d", []],
  ]);
  expect(circlesIn(diamond)).toEqual([]);
});

it("no file imports itself by way of others", () => {
  const files = sourceFiles();
  const imports = new Map(
    files.map((file) => [file, specifiersOf(file).flatMap((name) => resolve(file, name))]),
  );
  // Were nothing resolved, there would be no circle either.
  expect([...imports.values()].flat().length).toBeGreaterThan(files.length);
  const named = circlesIn(imports).map((circle) =>
    circle.map((file) => relative(projectFile(), file)).sort(),
  );
  expect(named).toEqual([]);
});
