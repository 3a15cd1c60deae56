import { readFile } from "node:fs/promises";
import { marked } from "marked";
import { projectFile } from "#lib/base/project-file";
import { adapters } from "#lib/providers/registry";

export interface ProviderHelp {
  label: string;
  /** Page of our handbook without its title. */
  html: string;
}

/** Renders a provider's page of docs/providers; null when there is none. */
export async function providerHelp(id: string): Promise<ProviderHelp | null> {
  const adapter = adapters.find((candidate) => candidate.id === id);
  if (!adapter) return null;
  const text = await readFile(projectFile("docs", "providers", `${id}.md`), "utf8").catch(
    () => null,
  );
  if (text === null) return null;
  return { label: adapter.label, html: await marked.parse(text.replace(/^# .*\n/, "")) };
}
