/** The team's templates, and their list as managers edit it. A text that was put in stays as it is. */
import { changesBetween, type Changes } from "#lib/audit/changes";
import type { AuditEvent } from "#lib/audit/events";
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { db, transaction, type Tx } from "#lib/db/client";
import type { TemplateKind, TemplateView } from "./template-view";

/** Of one kind: the list is read by whoever looks for one of them. */
export const mostTemplates = 100;

const select = { id: true, kind: true, name: true, text: true } as const;
const inOrder = [{ position: "asc" }, { id: "asc" }] as const;

/** In their order. @param kind all when nothing is said */
export async function listTemplates(kind?: TemplateKind): Promise<TemplateView[]> {
  const rows = await db().template.findMany({
    where: { deletedAt: null, ...(kind && { kind }) },
    select,
    orderBy: [...inOrder],
  });
  return rows as TemplateView[];
}

/**
 * A new template, at the end of those of its kind.
 * @throws {ActionError} `too-many`
 */
export function addTemplate(template: Omit<TemplateView, "id">): Promise<{ id: string }> {
  return transaction(async (tx) => {
    await refuseTooMany(tx, template.kind);
    const { _max: last } = await tx.template.aggregate({ _max: { position: true } });
    const position = (last.position ?? 0) + 1;
    const { id } = await tx.template.create({ data: { ...template, position } });
    await record(tx, "template.created", { ...template, id }, changesBetween(null, template));
    return { id };
  });
}

export async function changeTemplate(
  id: string,
  change: Pick<TemplateView, "name" | "text">,
): Promise<void> {
  await transaction(async (tx) => {
    const { name, text } = await listed(tx, id);
    await tx.template.update({ where: { id }, data: change });
    const changes = changesBetween({ name, text }, change);
    if (Object.keys(changes).length > 0) {
      await record(tx, "template.changed", { id, name: change.name }, changes);
    }
  });
}

/** One place up or down among those of its kind; at the end of the list it stays. */
export async function moveTemplate(id: string, by: -1 | 1): Promise<void> {
  await transaction(async (tx) => {
    const { kind, name } = await listed(tx, id);
    const all = await tx.template.findMany({
      where: { kind, deletedAt: null },
      select: { id: true, position: true },
      orderBy: [...inOrder],
    });
    const at = all.findIndex((one) => one.id === id);
    const [self, neighbour] = [all[at]!, all[at + by]];
    if (!neighbour) return;
    await tx.template.update({ where: { id }, data: { position: neighbour.position } });
    const { position } = self;
    await tx.template.update({ where: { id: neighbour.id }, data: { position } });
    await record(tx, "template.changed", { id, name }, { position: [at + 1, at + by + 1] });
  });
}

export async function deleteTemplate(id: string): Promise<void> {
  await transaction(async (tx) => {
    const { name } = await listed(tx, id);
    await tx.template.update({ where: { id }, data: { deletedAt: new Date() } });
    await record(tx, "template.deleted", { id, name });
  });
}

/**
 * It is back where it stood before.
 * @throws {ActionError} `too-many` when others have taken its place in the list
 */
export async function restoreTemplate(id: string): Promise<void> {
  await transaction(async (tx) => {
    const gone = await tx.template.findFirst({ where: { id, deletedAt: { not: null } }, select });
    if (!gone) throw new ActionError("not-found");
    await refuseTooMany(tx, gone.kind);
    await tx.template.update({ where: { id }, data: { deletedAt: null } });
    await record(tx, "template.restored", gone);
  });
}

async function listed(tx: Tx, id: string) {
  const template = await tx.template.findFirst({ where: { id, deletedAt: null }, select });
  if (!template) throw new ActionError("not-found");
  return template;
}

async function refuseTooMany(tx: Tx, kind: string): Promise<void> {
  const count = await tx.template.count({ where: { kind, deletedAt: null } });
  if (count >= mostTemplates) throw new ActionError("too-many");
}

type TemplateEvent = Extract<AuditEvent, `template.${string}`>;

async function record(
  tx: Tx,
  event: TemplateEvent,
  { id, name }: { id: string; name: string },
  changes?: Changes,
): Promise<void> {
  const subject = { kind: "template", id, name } as const;
  await recordAudit(tx, { event, subject, ...(changes && { changes }) });
}
