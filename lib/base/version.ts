import manifest from "../../package.json" with { type: "json" };

/** The program's version, as health and the interface show it. */
export const version: string = manifest.version;
