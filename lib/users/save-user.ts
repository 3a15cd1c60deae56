import { hashPassword, verifyPassword } from "#lib/auth/password";
import type { Role } from "#lib/auth/roles";
import { endSessions } from "#lib/auth/sessions";
import { db } from "#lib/db/client";

/**
 * Creates the person with this e-mail, or makes them what is said here. A new password ends their
 * sessions. @param input.keepPassword leaves a known person's password as it is
 */
export async function saveUser(input: {
  email: string;
  name: string;
  role: Role;
  password: string;
  locale?: string;
  keepPassword?: boolean;
}): Promise<{ id: string }> {
  const email = input.email.toLowerCase();
  const { name, role, locale } = input;
  const known = await db().user.findUnique({ where: { email } });
  if (!known) {
    const passwordHash = await hashPassword(input.password);
    return db().user.create({
      data: { email, name, role, locale, passwordHash },
      select: { id: true },
    });
  }
  const samePassword =
    input.keepPassword || (await verifyPassword(known.passwordHash, input.password));
  await db().user.update({
    where: { id: known.id },
    data: {
      name,
      role,
      ...(locale && { locale }),
      ...(!samePassword && { passwordHash: await hashPassword(input.password) }),
    },
  });
  if (!samePassword) await endSessions(known.id);
  return { id: known.id };
}
