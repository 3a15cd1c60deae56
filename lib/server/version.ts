import manifest from "../../package.json" with { type: "json" };

/** The program's version, as health and the interface tell it. */
export const version: string = manifest.version;
