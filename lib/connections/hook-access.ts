/**
 * Who may send to a connection's webhook: besides its token, the one before it for a while, so that a change at the
 * provider loses no call; and only from some addresses, where an administrator lists them.
 */
import { randomBytes } from "node:crypto";
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { BoundedMap } from "#lib/base/bounded-map";
import { networkOf } from "#lib/base/client-address";
import { day, minute, second } from "#lib/base/duration";
import { networkList, type Network } from "#lib/base/networks";
import { seal, unseal } from "#lib/base/secrets";
import { db, transaction, type Tx } from "#lib/db/client";
import { adapterFor } from "#lib/providers/registry";
import { fewestTokenCharacters, hookTokenOf } from "./setting-fields";
import { openSettings, sealSettings } from "./settings";

/** How long the former token is valid, in ms. */
export const formerFor = 7 * day;

export interface HookAccess {
  /** Null: from everywhere. */
  networks: Network[] | null;
  formerToken: string | null;
}

const subject = (connectionId: string) => `connection:${connectionId}:former hook token`;
const everybody: HookAccess = { networks: null, formerToken: null };

/** Asked at every message: as it was a moment ago is good enough. */
const remembered = new BoundedMap<string, { access: HookAccess; readAt: number }>(1_000);
const rememberedFor = second;

export async function hookAccess(connectionId: string, now = Date.now()): Promise<HookAccess> {
  const known = remembered.get(connectionId);
  if (known && now - known.readAt < rememberedFor && now >= known.readAt) return known.access;
  const access = await readAccess(connectionId, now);
  remembered.set(connectionId, { access, readAt: now });
  return access;
}

async function readAccess(connectionId: string, now: number): Promise<HookAccess> {
  const row = await db().hookAccess.findUnique({ where: { connectionId } });
  if (!row) return everybody;
  const networks = networkList.parse(row.networks);
  const isValid = row.formerToken !== null && row.formerUntil !== null && +row.formerUntil > now;
  return {
    networks: networks.length > 0 ? networks : null,
    // One that can't be opened any more is none.
    formerToken: isValid
      ? await unseal(row.formerToken!, subject(connectionId)).catch(() => null)
      : null,
  };
}

/** The name of the setting that is the hook's token; null where the provider has none. */
export function hookTokenSetting(provider: string): string | null {
  return hookTokenOf(adapterFor(provider));
}

/**
 * Gives the hook a new token, of 192 bits where the provider wants no other form; the present one stays valid
 * for a week.
 * @returns the token, to be entered at the provider
 * @throws {ActionError} `not-found` also where the provider has no token of a hook
 */
export async function renewHookToken(id: string): Promise<string> {
  const row = await db().connection.findFirst({ where: { id, deletedAt: null } });
  const name = row && hookTokenSetting(row.provider);
  if (!row || !name) throw new ActionError("not-found");
  const token = adapterFor(row.provider).newHookToken?.() ?? randomBytes(24).toString("base64url");
  const settings = await openSettings(row);
  const sealed = await sealSettings(row, { ...settings, [name]: token });
  await transaction(async (tx) => {
    await keepFormerToken(tx, id, settings[name]);
    await tx.connection.update({ where: { id }, data: { settings: sealed } });
    await recordAudit(tx, { event: "connection.token-renewed", subject: named(row) });
  });
  remembered.delete(id);
  return token;
}

/** In the transaction that gives the connection another token. */
export async function keepFormerToken(tx: Tx, connectionId: string, token: unknown): Promise<void> {
  if (typeof token !== "string" || token === "") return;
  const formerToken = await seal(token, subject(connectionId));
  const former = { formerToken, formerUntil: new Date(Date.now() + formerFor), formerUsedAt: null };
  await tx.hookAccess.upsert({
    where: { connectionId },
    create: { connectionId, ...former },
    update: former,
  });
  remembered.delete(connectionId);
}

/** Accepts the former token no longer. */
export async function endFormerToken(id: string): Promise<void> {
  await transaction(async (tx) => {
    const row = await tx.connection.findFirst({ where: { id, deletedAt: null } });
    if (!row) throw new ActionError("not-found");
    const data = { formerToken: null, formerUntil: null, formerUsedAt: null };
    await tx.hookAccess.updateMany({ where: { connectionId: id }, data });
    await recordAudit(tx, { event: "connection.token-ended", subject: named(row) });
  });
  remembered.delete(id);
}

/** @param networks addresses and networks with commas or line breaks between; empty: from everywhere */
export async function setHookNetworks(id: string, networks: string): Promise<void> {
  const text = networks
    .split(/[\s,;]+/)
    .filter(Boolean)
    .join(", ");
  if (!networkList.safeParse(text).success) {
    throw new ActionError("invalid", { fields: { networks: "networks" } });
  }
  await transaction(async (tx) => {
    const row = await tx.connection.findFirst({
      where: { id, deletedAt: null },
      include: { hookAccess: true },
    });
    if (!row) throw new ActionError("not-found");
    const data = { networks: text, refusedAddress: null, refusedAt: null };
    await tx.hookAccess.upsert({
      where: { connectionId: id },
      create: { connectionId: id, ...data },
      update: data,
    });
    const changes = { hookNetworks: [row.hookAccess?.networks ?? "", text] as const };
    await recordAudit(tx, { event: "connection.changed", subject: named(row), changes });
  });
  remembered.delete(id);
}

const named = ({ id, name }: { id: string; name: string }) =>
  ({ kind: "connection", id, name }) as const;

/** Notes of one connection are written once a minute at most, however often it happens. */
const noted = new BoundedMap<string, number>(1_000);

async function note(connectionId: string, data: object, kind: string): Promise<void> {
  const key = `${connectionId} ${kind}`;
  const now = Date.now();
  if (now - (noted.get(key) ?? 0) < minute) return;
  noted.set(key, now);
  await db().hookAccess.updateMany({ where: { connectionId }, data });
}

export function noteFormerUse(connectionId: string): Promise<void> {
  return note(connectionId, { formerUsedAt: new Date() }, "former");
}

export async function noteRefusedAddress(connectionId: string, address: string): Promise<void> {
  const data = { refusedAddress: address, refusedAt: new Date() };
  await note(connectionId, data, networkOf(address));
}

/** What the connection's page says of its hook. */
export interface HookAccessView {
  hasToken: boolean;
  /** It has none yet, and takes no message. */
  isMissing: boolean;
  /** Requests to the provider hold it as well. */
  isShared: boolean;
  /** The present token is shorter than a new one may be. */
  isWeak: boolean;
  networks: string;
  /** ISO 8601; null when only the present token is valid. */
  formerUntil: string | null;
  formerUsedAt: string | null;
  /** The last address that was turned away, and when. */
  refused: { address: string; at: string } | null;
}

/** @returns null where the provider has no hook */
export async function hookAccessView(id: string): Promise<HookAccessView | null> {
  const row = await db().connection.findFirst({
    where: { id, deletedAt: null },
    include: { hookAccess: true },
  });
  const adapter = row && adapterFor(row.provider);
  if (!row || !adapter?.receiveWebhook) return null;
  const name = hookTokenSetting(row.provider);
  const settings = name ? await openSettings(row).catch(() => null) : null;
  const token = settings && name ? settings[name] : null;
  const access = row.hookAccess;
  const isValid = access?.formerToken && access.formerUntil && access.formerUntil > new Date();
  return {
    hasToken: name !== null,
    isMissing: token === "",
    isShared: adapter.newHookToken === undefined,
    isWeak: typeof token === "string" && token !== "" && token.length < fewestTokenCharacters,
    networks: access?.networks ?? "",
    formerUntil: isValid ? access.formerUntil!.toISOString() : null,
    formerUsedAt: isValid ? (access.formerUsedAt?.toISOString() ?? null) : null,
    refused:
      access?.refusedAddress && access.refusedAt
        ? { address: access.refusedAddress, at: access.refusedAt.toISOString() }
        : null,
  };
}
