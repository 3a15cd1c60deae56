/** A server action of the built product, asked as a page's script asks it. */
import { readFileSync } from "node:fs";
import { projectFile } from "#lib/base/project-file";

interface Manifest {
  node: Record<string, { exportedName?: string }>;
}

/** @returns what `fetch` takes, by the action's input */
export function builtAction(name: string): (input: object) => RequestInit {
  const text = readFileSync(projectFile(".next/server/server-reference-manifest.json"), "utf8");
  const actions = Object.entries((JSON.parse(text) as Manifest).node);
  const [id] = actions.find(([, { exportedName }]) => exportedName === name) ?? [];
  if (id === undefined) throw new Error(`the built product has no action ${name}`);
  return (input) => ({
    method: "POST",
    headers: { "next-action": id, "content-type": "text/plain;charset=UTF-8" },
    body: JSON.stringify([input]),
  });
}
