/** People's accounts from the command line, for the day on which no administrator can sign in. */
import { z } from "zod";
import { ActionError } from "#lib/auth/action-error";
import { welcomeLink } from "#lib/auth/one-time-token";
import type { Role } from "#lib/auth/roles";
import { hasSecondFactor } from "#lib/auth/second-factor";
import { config, ownOrigin } from "#lib/base/config";
import { db } from "#lib/db/client";
import { makeLink } from "./access-links";
import { createPerson, setDisabled } from "./manage-people";
import { resetSecondFactor } from "./own-second-factor";
import { newPersonFields } from "./person-input";

/** @property state what keeps them out, or "active" */
export interface ListedPerson {
  email: string;
  name: string;
  role: string;
  state: "active" | "disabled" | "invited";
}

export async function listPeople(): Promise<ListedPerson[]> {
  const people = await db().user.findMany({
    include: { accessLink: { select: { kind: true } } },
    orderBy: { email: "asc" },
  });
  return people.map(({ email, name, role, disabledAt, accessLink }) => {
    const invited = accessLink?.kind === "invitation" ? "invited" : "active";
    return { email, name, role, state: disabledAt ? "disabled" : invited };
  });
}

/** A screen's field takes one line; an argument takes anything, and `user list` writes one person a line. */
const oneLine = newPersonFields.name.refine((text) => !/\p{Cc}/u.test(text), "control");

/**
 * @returns the invitation's link; null where an identity provider lets them in
 * @throws {ActionError} `invalid` with the fault by field
 */
export async function addPerson(input: {
  email: string;
  name: string;
  role: Role;
}): Promise<string | null> {
  const parsed = z.object({ ...newPersonFields, name: oneLine }).safeParse(input);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => [path.join("."), message] as const,
    );
    throw new ActionError("invalid", { fields: Object.fromEntries(faults) });
  }
  const { token } = await createPerson({ ...parsed.data, extensions: {} });
  return token && linkOf(token);
}

/**
 * @param also.secondFactor forgets it too, and signs them out everywhere
 * @returns the link by which they choose a new password; the one of now works until then
 */
export async function resetPerson(email: string, also: { secondFactor: boolean }): Promise<string> {
  const id = await idOf(email);
  const { token } = await makeLink(id);
  if (also.secondFactor && (await hasSecondFactor(id))) await resetSecondFactor(id, nobody);
  return linkOf(token);
}

/** @throws {ActionError} `last-admin`, `not-found` */
export async function setPersonDisabled(email: string, disabled: boolean): Promise<void> {
  await setDisabled(await idOf(email), disabled, nobody);
}

/** Nobody is signed in here, so that nobody can shut themselves out. */
const nobody = { id: "" };

async function idOf(email: string): Promise<string> {
  const found = await db().user.findUnique({ where: { email: email.trim().toLowerCase() } });
  if (!found) throw new ActionError("not-found");
  return found.id;
}

function linkOf(token: string): string {
  return welcomeLink(ownOrigin(config()), token);
}
