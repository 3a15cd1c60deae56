/**
 * Makes Prisma's generated client leaner, the same for what calls it: some 25 MB of each process.
 *  - Its query compiler comes as base64 in a module, of which V8 keeps the source and the string; here it is a file.
 *  - Its graph of arguments has, for each kind of argument, an object by the number of the argument's name. V8 makes
 *    an array of each, as long as the greatest number in it: here the names that come most have the least numbers.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { resolve } = createRequire(import.meta.url);

/** @param {string} folder of one generated client */
export function makeLean(folder) {
  const path = join(folder, "internal", "class.ts");
  const source = readFileSync(path, "utf8");
  writeFileSync(path, withRenumberedNames(withCompilerInFile(source, folder)));
}

const compiler =
  /const \{ wasm \} = await import\("(?<module>[^"]+\.wasm-base64\.mjs)"\)\s+return await decodeBase64AsWasm\(wasm\)/;

function withCompilerInFile(source, folder) {
  const name = found(compiler, source).groups.module;
  const text = readFileSync(resolve(name), "utf8");
  const [, base64] = found(/const wasm = "([^"]+)"/, text);
  writeFileSync(join(folder, "compiler.wasm"), Buffer.from(base64, "base64"));
  return source
    .replace(compiler, () => {
      const dialect = JSON.stringify(folder.split(/[/\\]/).at(-1));
      return `return new WebAssembly.Module(readFileSync(projectFile("lib", "db", "generated", ${dialect}, "compiler.wasm")))`;
    })
    .replace(
      /^import /m,
      `import { readFileSync } from "node:fs"\nimport { projectFile } from "#lib/base/project-file"\n$&`,
    );
}

const names = /strings: JSON\.parse\(("(?:[^"\\]|\\.)*")\)/;
const graph = /graph: "([\w-]+)"/;

function withRenumberedNames(source) {
  const strings = JSON.parse(JSON.parse(found(names, source)[1]));
  const bytes = Buffer.from(found(graph, source)[1], "base64url");
  const uses = new Map(strings.map((_, index) => [index, 0]));
  copyGraph(bytes, (index) => (uses.set(index, uses.get(index) + 1), index));
  const order = [...uses].sort(([, a], [, b]) => b - a).map(([index]) => index);
  const placeOf = new Map(order.map((index, place) => [index, place]));
  const renumbered = copyGraph(bytes, (index) => placeOf.get(index));
  const sorted = JSON.stringify(JSON.stringify(order.map((index) => strings[index])));
  return source
    .replace(names, () => `strings: JSON.parse(${sorted})`)
    .replace(graph, () => `graph: "${renumbered.toString("base64url")}"`);
}

/**
 * Reads the graph and writes it anew, as @prisma/client 7.10 has it: counts, then kinds of arguments, kinds of results
 * and entries, in numbers of seven bits a byte.
 * @param {Buffer} bytes
 * @param {(index: number) => number} renumber a name
 */
function copyGraph(bytes, renumber) {
  const written = [];
  let at = 0;
  function read() {
    for (let [value, shift] = [0, 0]; ; shift += 7) {
      const next = bytes[at++];
      value |= (next & 127) << shift;
      if (next < 128) return value;
    }
  }
  function write(value) {
    let rest = value;
    for (; rest > 127; rest >>>= 7) written.push((rest & 127) | 128);
    written.push(rest);
    return value;
  }
  const same = () => write(read());
  const byte = () => written.push(bytes[at++]);
  const name = () => write(renumber(read()));
  /** Of one that may be missing, which is 0. */
  const optionalName = () => {
    const value = read();
    write(value && renumber(value - 1) + 1);
  };
  const times = (count, one) => {
    for (let turn = 0; turn < count; turn++) one();
  };

  const [args, results, entries] = [same(), same(), same()];
  times(args, () => times(same(), () => [name(), byte(), byte(), same(), optionalName(), byte()]));
  times(results, () => times(same(), () => [name(), same(), same()]));
  times(entries, () => [name(), same(), same()]);
  if (at !== bytes.length) throw new Error("Prisma's graph of arguments is another than was known");
  return Buffer.from(written);
}

function found(pattern, text) {
  const match = pattern.exec(text);
  if (!match) throw new Error(`Prisma's client is another than was known: no ${pattern}`);
  return match;
}
