/** The people of a cluster's office: rows with a session and an extension each, and one manager without a telephone. */
import { randomUUID } from "node:crypto";
import type { Db } from "#lib/db/client";
import { sessionCookies } from "#lib/testing/kit/session-cookies";

export interface Person {
  id: string;
  extension: string;
  cookie: string;
}

export interface People {
  /** Sales people. */
  staff: Person[];
  /** Who may import. */
  manager: { id: string; cookie: string };
}

export const extensionsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(201 + index));

const day = 86_400_000;

/** @param secret the installation's */
export async function plantPeople(db: Db, count: number, secret: string): Promise<People> {
  const connection = await db.connection.findFirstOrThrow({ where: { slug: "office" } });
  const roles = [...Array<string>(count).fill("sales"), "manager"];
  const users = roles.map((role, index) => ({
    id: randomUUID(),
    email: `person${index}@cluster.test`,
    name: `Person ${index}`,
    role,
    passwordHash: "-",
  }));
  const sessions = users.map(({ id: userId }) => ({
    id: randomUUID(),
    userId,
    expiresAt: new Date(Date.now() + day),
  }));
  const extensions = extensionsOf(count);
  await db.user.createMany({ data: users });
  await db.session.createMany({ data: sessions });
  await db.extension.createMany({
    data: extensions.map((number, index) => ({
      number,
      userId: users[index]!.id,
      connectionId: connection.id,
    })),
  });
  const cookies = await sessionCookies(
    secret,
    sessions.map(({ id }) => id),
  );
  const signedIn = users.map(({ id }, index) => ({ id, cookie: cookies[index]! }));
  const staff = extensions.map((extension, index) => ({ extension, ...signedIn[index]! }));
  return { staff, manager: signedIn.at(-1)! };
}
