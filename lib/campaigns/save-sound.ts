import { randomBytes } from "node:crypto";
import { ActionError } from "#lib/auth/action-error";
import { day } from "#lib/base/duration";
import { details } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { db, transaction } from "#lib/db/client";
import { providerCampaigns } from "./ports";
import { isWav, largestSound } from "./sound-file";

/** Sounds without a campaign are deleted after this, in ms. */
const unusedFor = day;

/**
 * Keeps a sound and has the provider fetch it, so that a campaign's author learns of a wrong
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
  const id = await transaction(async (tx) => {
    const sound = await tx.campaignSound.create({
      data: { name, bytes, key, connectionId },
      select: { id: true },
    });
    const changes = details({ sound: name, bytes: bytes.length });
    const subject = { kind: "connection", id: connectionId } as const;
    await recordAudit(tx, { event: "campaign.sound-uploaded", subject, changes });
    return sound.id;
  });
  const uploaded = await providerCampaigns().uploadSound(id);
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
