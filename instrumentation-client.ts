/** Runs in the browser before anything of the pages does. */
import { config } from "zod";

// zod asks with `new Function` whether it may compile its schemas. It may not: the policy of the pages
// (lib/server/web-rules.ts) forbids it, and each question would be a violation of it.
config({ jitless: true });
