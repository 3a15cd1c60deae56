import { waitForPages } from "./components/live/patient-pages";

/**
 * Runs in the browser before anything of the pages does. zod asks with `new Function` whether it may compile its
 * schemas. It may not: the policy of the pages (lib/server/web-rules.ts) forbids it, and each question would be a
 * violation of it. Said where zod reads its configuration from, as most pages never load zod itself.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

globalThis.fetch = waitForPages(globalThis.fetch.bind(globalThis));
