import { readFile } from "node:fs/promises";
import { marked } from "marked";
import { projectFile } from "#lib/project-file";
import { adapters } from "#lib/providers/registry";

export interface ProviderHelp {
  label: string;
  /** Of our own handbook, without its title. */
  html: string;
}

/** The handbook's page of a provider, as it is in docs/providers; null when there is none. */
export async function providerHelp(id: string): Promise<ProviderHelp | null> {
  const adapter = adapters.find((one) => one.id === id);
  if (!adapter) return null;
  const text = await readFile(projectFile("docs", "providers", `${id}.md`), "utf8").catch(
    () => null,
  );
  if (text === null) return null;
  return { label: adapter.label, html: await marked.parse(text.replace(/^# .*\n/, "")) };
}
