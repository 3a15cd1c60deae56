import { transaction } from "#lib/db/client";
import { readSetting, writeSetting } from "#lib/db/setting";
import { recordAudit } from "./record-audit";

/** Sets what an installation keeps by a name (lib/db/setting.ts), and records it where it was something else. */
export async function changeSetting(key: string, value: string): Promise<void> {
  await transaction(async (tx) => {
    const before = await readSetting(key, tx);
    await writeSetting(key, value, tx);
    if (before === value) return;
    const subject = { kind: "setting", id: key } as const;
    await recordAudit(tx, {
      event: "setting.changed",
      subject,
      changes: { value: [before, value] },
    });
  });
}
