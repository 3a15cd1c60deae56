/** The doors that the source has, whatever the table of doors says (lib/server/doors.ts). */
import { readdirSync, readFileSync } from "node:fs";
import { projectFile } from "#lib/base/project-file";
import { api } from "#lib/server/api";
import { rest } from "#lib/server/rest";
import { exports } from "#lib/server/exports";
import { leadForm } from "#lib/server/lead-form";
import { securityContact } from "#lib/server/security-contact";
import { widget } from "#lib/server/widget";

function filesOf(folder: string, ending: RegExp): string[] {
  const names = readdirSync(projectFile(folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => ending.test(name)).map((name) => `${folder}/${name}`);
}

function sourceOf(path: string): string {
  return readFileSync(projectFile(path), "utf8");
}

/** File of each server action by its name; a file with the directive exports nothing else. */
export function foundActions(): Map<string, string> {
  const actions = new Map<string, string>();
  for (const folder of ["lib", "components", "app"]) {
    for (const path of filesOf(folder, /(?<!\.test)\.tsx?$/)) {
      const source = sourceOf(path);
      if (!/^\s*["']use server["']/m.test(source) || path.startsWith("components/testing/"))
        continue;
      for (const [, name] of source.matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)) {
        if (actions.has(name!)) throw new Error(`two server actions are called ${name!}`);
        actions.set(name!, path);
      }
    }
  }
  return actions;
}

/** Pages and routes, as Next finds them: "/contacts/[id]/page". */
export function foundPages(): string[] {
  return filesOf("app", /(?:^|\/)(?:page|route|manifest)\.tsx?$/).map((path) =>
    path
      .replace(/^app/, "")
      .replace(/\/\([\w-]+\)/g, "")
      .replace(/\.tsx?$/, ""),
  );
}

/** What Hono answers before Next: "GET /api/v1/calls"; without what only guards other doors. */
export function foundPlainDoors(): string[] {
  const contact = securityContact({ publicUrl: null, securityContact: "mailto:a@b.test" });
  const routes = [api, rest, exports, leadForm, widget, contact].flatMap((app) => app.routes);
  const doors = routes
    .filter(({ path }) => !path.endsWith("*"))
    .map(({ method, path }) => `${method} ${path}`);
  return [...new Set(doors)];
}

/** What browsers say (←) and are sent (→) over their sockets. */
export function foundSocketDoors(): string[] {
  const source = filesOf("lib/realtime", /(?<!\.test)\.ts$/)
    .map(sourceOf)
    .join("\n");
  const said = [...source.matchAll(/socket\.on\("([\w:-]+)"/g)].map(([, name]) => `← ${name!}`);
  const sent = [...source.matchAll(/\bemit\(\s*"([\w:-]+)"/g)].map(([, name]) => `→ ${name!}`);
  return [...new Set([...said, ...sent])].filter((door) => door !== "← disconnect");
}
