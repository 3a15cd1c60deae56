/** What is measured: tinyCRM, and the least a program can do between the same PBX and the same people. */
export type Target = "product" | "relay";
export const targets: readonly Target[] = ["product", "relay"];
