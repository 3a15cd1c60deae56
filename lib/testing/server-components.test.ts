/**
 * No server component calls a function of a "use client" module: on the server that is a reference to it, and the call
 * fails when the page is rendered. Components, which are rendered and not called, begin with a capital.
 */
import { readdirSync } from "node:fs";
import { dirname, relative } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";

const { config } = ts.readConfigFile(projectFile("tsconfig.json"), (path) => ts.sys.readFile(path));
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, projectFile());

type Host = Pick<ts.System, "fileExists" | "readFile">;

interface Imported {
  /** In the module; `*` and `default` are names as well. */
  name: string;
  /** In the file. */
  local: string;
  file: string;
}

interface Module {
  source: ts.SourceFile;
  isClient: boolean;
  imports: Imported[];
  /** Files of which something is imported or exported again. */
  reached: string[];
}

function createReader(host: Host) {
  const known = new Map<string, Module>();
  const resolve = (specifier: string, from: string): string | null => {
    const { resolvedModule } = ts.resolveModuleName(specifier, from, options, host);
    const file = resolvedModule?.resolvedFileName;
    return file && /\.tsx?$/.test(file) && !/node_modules|\.d\.ts$/.test(file) ? file : null;
  };

  return function read(file: string): Module {
    const before = known.get(file);
    if (before) return before;
    const text = host.readFile(file) ?? "";
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const [first] = source.statements;
    const isClient =
      first !== undefined &&
      ts.isExpressionStatement(first) &&
      ts.isStringLiteral(first.expression) &&
      first.expression.text === "use client";
    const module: Module = { source, isClient, imports: [], reached: [] };
    known.set(file, module);
    for (const statement of source.statements) {
      const isImport = ts.isImportDeclaration(statement);
      if (!isImport && !ts.isExportDeclaration(statement)) continue;
      const { moduleSpecifier } = statement;
      if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) continue;
      const target = resolve(moduleSpecifier.text, file);
      if (!target) continue;
      if (!isImport) {
        if (!statement.isTypeOnly) module.reached.push(target);
        continue;
      }
      const clause = statement.importClause;
      if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
      module.reached.push(target);
      module.imports.push(...namesOf(clause).map((names) => ({ ...names, file: target })));
    }
    return module;
  };
}

function namesOf({ name, namedBindings }: ts.ImportClause): Omit<Imported, "file">[] {
  const names = name ? [{ name: "default", local: name.text }] : [];
  if (!namedBindings) return names;
  if (ts.isNamespaceImport(namedBindings))
    return [...names, { name: "*", local: namedBindings.name.text }];
  const named = namedBindings.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map((one) => ({ name: (one.propertyName ?? one.name).text, local: one.name.text }));
  return [...names, ...named];
}

/** What a file calls: by itself, or as a part of something, `it.part`. */
function callsIn(source: ts.SourceFile): { local: string; called: string }[] {
  const found: { local: string; called: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const { expression } = node;
      if (ts.isIdentifier(expression))
        found.push({ local: expression.text, called: expression.text });
      if (ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression))
        found.push({ local: expression.expression.text, called: expression.name.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @param entries what Next renders on the server @returns the calls, as `file: name` */
function wrongCalls(entries: readonly string[], host: Host): { calls: string[]; files: number } {
  const read = createReader(host);
  const seen = new Set<string>();
  const calls = new Set<string>();
  /** Whether it is a client module's, be it by way of files that export it again. */
  const isOfClient = (file: string, { name, past = new Set<string>() }: Search): boolean => {
    const module = read(file);
    if (module.isClient) return true;
    if (past.has(file)) return false;
    past.add(file);
    return module.source.statements.some(
      (statement) =>
        ts.isExportDeclaration(statement) &&
        statement.moduleSpecifier !== undefined &&
        ts.isStringLiteral(statement.moduleSpecifier) &&
        exportsName(statement, name) &&
        isOfClient(
          ts.resolveModuleName(statement.moduleSpecifier.text, file, options, host).resolvedModule
            ?.resolvedFileName ?? file,
          { name, past },
        ),
    );
  };
  const queue = [...entries];
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const { source, isClient, imports, reached } = read(file);
    if (isClient) continue;
    queue.push(...reached);
    const called = callsIn(source);
    for (const { local, name, file: from } of imports) {
      for (const call of called.filter((one) => one.local === local)) {
        const meant = name === "*" ? call.called : name === "default" ? local : name;
        if (/^[a-z]/.test(meant) && isOfClient(from, { name }))
          calls.add(`${relative(projectFile(), file)}: ${meant}`);
      }
    }
  }
  return { calls: [...calls], files: seen.size };
}

interface Search {
  name: string;
  past?: Set<string>;
}

function exportsName({ exportClause }: ts.ExportDeclaration, name: string): boolean {
  if (!exportClause || ts.isNamespaceExport(exportClause) || name === "*") return true;
  return exportClause.elements.some((one) => one.name.text === name);
}

it("finds a call that is planted, also by way of another file, and no component", () => {
  const files: Record<string, string> = {
    "page.tsx": `import { List, rows as all } from "./list"; import * as it from "./again";
      import { words } from "./words";
      export default () => <List rows={all()} more={it.rows()} words={words()} />;`,
    "list.tsx": `"use client"; export const List = () => null; export const rows = () => [];`,
    "again.ts": `export * from "./list";`,
    "words.ts": `export const words = () => [];`,
  };
  const place = (name: string) => projectFile("app", "planted", name);
  const planted = new Map(Object.entries(files).map(([name, text]) => [place(name), text]));
  const host: Host = {
    fileExists: (path) => planted.has(path) || ts.sys.fileExists(path),
    readFile: (path) => planted.get(path) ?? ts.sys.readFile(path),
  };
  expect(dirname(place("page.tsx"))).toBe(projectFile("app", "planted"));
  expect(wrongCalls([place("page.tsx")], host).calls).toEqual(["app/planted/page.tsx: rows"]);
});

it("no server component calls what is the browser's", () => {
  const entries = readdirSync(projectFile("app"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
    .map((file) => projectFile("app", file));
  const { calls, files } = wrongCalls(entries, ts.sys);
  // Were nothing resolved, nothing would be wrong.
  expect(files).toBeGreaterThan(2 * entries.length);
  expect(calls).toEqual([]);
});
