/**
 * Tells V8 what this program is worth to it: imported first by all its processes, for its effect. Figures stand in
 * docs/decisions/016-memory.md.
 */
import { setFlagsFromString } from "node:v8";

// Prisma's query compiler is one large piece of WebAssembly that runs for new kinds of queries alone. To optimise its
// functions takes a second of processor and 40 to 60 MB at each start, which glibc does not give back.
setFlagsFromString("--wasm-tiering-budget=2000000000");
// The old generation is collected when it has grown by a fifth instead of up to fourfold.
setFlagsFromString("--heap-growing-percent=20");
