/** Texts that no line can be broken in, and an installation all of whose texts are such. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";

/** Each of 200 letters and more, one word: wide ones, right to left, joined signs, marks above and below. */
export const longTexts = {
  wide: "W".repeat(200),
  rightToLeft: "שלוםعليكم".repeat(23).slice(0, 200),
  emoji: "👩‍👩‍👧‍👦".repeat(18),
  marks: "e\u0301\u0323".repeat(66),
};

const texts = Object.values(longTexts);

/** Writes long texts wherever people write some, beside the product that runs on it. */
export function lengthen(dataDir: string): void {
  const db = new Database(join(dataDir, "tinycrm.db"), { timeout: 10_000 });
  const now = new Date().toISOString().replace("Z", "+00:00");
  const all = <Row>(sql: string) => db.prepare<[], Row>(sql).all();
  const add = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    const columns = names.map((name) => `"${name}"`).join(", ");
    const values = names.map((name) => `@${name}`).join(", ");
    db.prepare(`INSERT INTO "${table}" (${columns}) VALUES (${values})`).run(row);
  };
  const [user] = all<{ id: string }>(`SELECT id FROM "User" WHERE role = 'admin'`);
  const [connection] = all<{ id: string }>(`SELECT id FROM "Connection"`);
  const contacts = all<{ id: string }>(`SELECT id FROM "Contact" ORDER BY id`);
  const userId = user!.id;
  db.transaction(() => {
    texts.forEach((text, index) => {
      const contactId = contacts[index]!.id;
      const tag = { id: randomUUID(), name: text, nameKey: text };
      add("Tag", tag);
      for (const { id } of contacts) add("ContactTag", { contactId: id, tagId: tag.id });
      for (const table of ["Company", "Contact"]) {
        db.prepare(`UPDATE "${table}" SET note = ?`).run(text);
      }
      add("Note", { id: randomUUID(), contactId, userId, text, createdAt: now, updatedAt: now });
      add("SavedView", { id: randomUUID(), userId, name: text, options: "{}", shared: 1 });
      add("Outcome", { id: randomUUID(), name: text, position: 90 + index });
      add("IgnoredNumber", { e164: `+3805000000${index}0`, kind: "ignored", note: text });
      add("ContactImport", {
        id: randomUUID(),
        userId,
        fileName: `${text}.csv`,
        state: "done",
        options: "{}",
        startedAt: now,
        endedAt: now,
      });
      add("Sms", {
        id: randomUUID(),
        connectionId: connection!.id,
        extension: "101",
        userId,
        contactId,
        numberRaw: "73430112233",
        text,
        state: "failed",
        failure: text,
        createdAt: now,
      });
      const sound = { id: randomUUID(), name: text, bytes: Buffer.from("x"), key: text };
      add("CampaignSound", { ...sound, connectionId: connection!.id });
      const campaign = {
        id: `0198a000-0000-7000-8000-00000000000${index}`,
        name: text,
        mode: "message",
        connectionId: connection!.id,
        soundId: sound.id,
        state: "draft",
        channels: 1,
        hoursFrom: 9,
        hoursTo: 18,
        weekdays: "1,2,3,4,5",
        maxAttempts: 1,
        minGapMinutes: 60,
        createdById: userId,
        detail: text,
      };
      add("Campaign", campaign);
      add("CampaignTarget", {
        id: randomUUID(),
        campaignId: campaign.id,
        contactId,
        e164: "+73430112233",
        nextAttemptAt: now,
      });
    });
    const outcomes = all<{ id: string }>(`SELECT id FROM "Outcome" WHERE name IS NOT NULL`);
    all<{ id: string }>(`SELECT id FROM "Call"`).forEach(({ id }, index) => {
      const text = texts[index % texts.length]!;
      const outcome = outcomes[index % outcomes.length]!.id;
      const set = `UPDATE "Call" SET failure = ?, trunk = ?, "outcomeId" = ? WHERE id = ?`;
      db.prepare(set).run(text, text, outcome, id);
    });
    all<{ id: string }>(`SELECT id FROM "Callback"`).forEach(({ id }, index) =>
      db.prepare(`UPDATE "Callback" SET note = ? WHERE id = ?`).run(texts[index % 4], id),
    );
    const gone = `UPDATE "Contact" SET "deletedAt" = ? WHERE id = ?`;
    db.prepare(gone).run(now, contacts.at(-1)!.id);
  })();
  db.close();
}
