import { randomBytes } from "node:crypto";
import { ActionError } from "#lib/auth/action";
import { db } from "#lib/db/client";
import { hub } from "#lib/server/hub";
import { isWav, largestSound } from "./sound-file";

/** A sound no campaign uses is forgotten after this, in ms. */
const unusedFor = 24 * 60 * 60_000;

/**
 * Keeps a sound and has the provider fetch it, so that whoever prepares a campaign hears of a wrong
 * file now and not when it starts.
 * @throws {ActionError} `sound-…`, or the provider's code and words
 */
export async function saveSound(input: {
  connectionId: string;
  file: File;
}): Promise<{ id: string; name: string }> {
  const { connectionId, file } = input;
  if (file.size > largestSound) throw refusal("sound-too-large");
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isWav(bytes)) throw refusal("sound-not-wav");
  const key = randomBytes(24).toString("base64url").replace(/[-_]/g, "0");
  const name = file.name.slice(0, 200);
  await db().campaignSound.deleteMany({
    where: { campaigns: { none: {} }, createdAt: { lt: new Date(Date.now() - unusedFor) } },
  });
  const { id } = await db().campaignSound.create({
    data: { name, bytes, key, connectionId },
    select: { id: true },
  });
  const uploaded = await hub().uploadSound(id);
  if (uploaded.ok) return { id, name };
  await db().campaignSound.deleteMany({ where: { id, providerFile: null } });
  throw new ActionError(uploaded.code, {
    message: uploaded.message,
    fields: { sound: uploaded.code },
  });
}

function refusal(code: string): ActionError {
  return new ActionError(code, { fields: { sound: code } });
}
