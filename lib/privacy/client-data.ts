/**
 * Every table, and what of a client lies in it: what one person's export reads and their erasure takes away.
 * The type asks for each model of the schema, and client-data.test.ts for each column of what is blanked: a
 * new table or column has to say here what becomes of it.
 */
import type { Prisma } from "#lib/db/generated/sqlite/client";

/** Rows go as a whole. */
interface Deleted {
  erasure: "deleted";
}

/** Rows stay as figures: these columns are overwritten, those kept tell nothing of the client. */
interface Blanked {
  erasure: "blanked";
  blank: Readonly<Record<string, Sql>>;
  keeps: readonly string[];
}

/** Rows hold text of strangers: which of them tell of the person is seen by reading (lib/privacy/erase-texts.ts). */
interface Searched {
  erasure: "searched";
}

/** Rows hold nothing of a client. */
interface Nothing {
  erasure: "nothing";
  because: string;
}

/** Of a blanked column: an SQL expression without input; `:now` is the time of the erasure. */
type Sql = string;
export type Holding = Deleted | Blanked | Searched | Nothing;

const deleted = { erasure: "deleted" } as const;
const searched = { erasure: "searched" } as const;
const nothing = (because: string) => ({ erasure: "nothing", because }) as const;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Of a number that a column can't do without: as unique as the number was. */
const erasedNumber = `'erased:' || "id"`;

export const clientData = {
  Contact: deleted,
  ContactEmail: deleted,
  ContactNumber: deleted,
  ContactTag: deleted,
  ContactChange: deleted,
  ContactCalls: deleted,
  ContactMerge: deleted,
  NotDuplicate: deleted,
  NumberChoice: deleted,
  IgnoredNumber: deleted,
  NumberClaim: deleted,
  DialClaim: deleted,
  DialEntry: deleted,
  Note: deleted,
  Mention: nothing("which of our people a note names; it goes with the note"),
  PushSubscription: nothing("a browser of our people's"),
  Notice: nothing("what our people did, by ids; it goes with the note or the contact"),
  Lead: deleted,
  Call: {
    erasure: "blanked",
    blank: {
      clientRaw: "''",
      clientE164: "NULL",
      contactId: "NULL",
      recordingUrl: "NULL",
      failure: "NULL",
      told: "NULL",
      clientCard: "NULL",
      routing: "NULL",
      clientOwnerId: "NULL",
      erasedAt: ":now",
      version: `"version" + 1`,
    },
    keeps: words(`
      id connectionId externalId direction state disposition trunk requestedById startedAt
      answeredAt endedAt talkSeconds replayed outcomeId wrappedUpById wrappedUpAt handledById
      waitSeconds`),
  },
  Sms: {
    erasure: "blanked",
    blank: {
      contactId: "NULL",
      numberRaw: "''",
      e164: "NULL",
      text: "''",
      failure: "NULL",
      clientOwnerId: "NULL",
      version: `"version" + 1`,
    },
    keeps: words(`
      id connectionId externalId statusId extension userId direction state createdAt sentAt`),
  },
  Callback: {
    erasure: "blanked",
    blank: {
      openKey: "NULL",
      contactId: "NULL",
      numberRaw: "''",
      e164: "NULL",
      leadId: "NULL",
      ownerId: "NULL",
      note: "NULL",
      claimedById: "NULL",
      claimedUntil: "NULL",
      closedAt: `coalesce("closedAt", :now)`,
      closedReason: `coalesce("closedReason", 'not-needed')`,
      version: `"version" + 1`,
    },
    keeps: words(`
      id kind task callId connectionId waitingSince dueAt postponedUntil missedCount attempts
      lastAttemptAt createdAt closedById closedByCallId promisedAt waitedSeconds`),
  },
  CampaignTarget: {
    erasure: "blanked",
    blank: {
      contactId: "NULL",
      e164: erasedNumber,
      failure: "NULL",
      state: `CASE WHEN "state" = 'waiting' THEN 'skipped' ELSE "state" END`,
      skippedReason: `CASE WHEN "state" = 'waiting' THEN 'erased' ELSE "skippedReason" END`,
    },
    keeps: words(`
      id campaignId attempts lastAttemptAt nextAttemptAt disposition callId`),
  },
  DialAttempt: {
    erasure: "blanked",
    blank: { e164: erasedNumber },
    keeps: words(`
      id campaignId targetId connectionId startedAt endedAt deadline disposition callId`),
  },
  InboxMessage: searched,
  ImportFailure: searched,
  ContactImport: searched,
  ImportFile: deleted,
  ImportPiece: deleted,
  SavedView: searched,
  Campaign: searched,
  CallLeg: nothing("our own extensions"),
  CallAlias: nothing("a call's ids at its provider"),
  CallbackChange: nothing("what our people did, and when"),
  Company: nothing("a company is no person; its note is the team's"),
  Tag: nothing("words of the team's"),
  User: nothing("our own people"),
  Session: nothing("our own people"),
  AccessLink: nothing("our own people"),
  CalendarAddress: nothing("our own people"),
  MorningMail: nothing("our own people"),
  SecondFactor: nothing("our own people"),
  RecoveryCode: nothing("our own people"),
  ExternalIdentity: nothing("our own people"),
  AuditEntry: nothing("who did what, by ids: clients are never named there"),
  AttemptCount: nothing("keyed hashes, for a day at most"),
  Connection: nothing("how a provider is reached"),
  HookAccess: nothing("servers of providers"),
  Extension: nothing("our own people"),
  Outcome: nothing("words of the team's"),
  Template: nothing("words of the team's"),
  LineScript: nothing("what is read out on a line of our own"),
  CampaignSound: nothing("what everybody is played"),
  DialList: nothing("when a list was begun, and a digest of its filters"),
  Lease: nothing("which copy of the program does what"),
  ConnectedPerson: nothing("our own people"),
  Setting: nothing("what the installation remembers about itself"),
} as const satisfies Record<Prisma.ModelName, Holding>;

export type BlankedTable = {
  [T in Prisma.ModelName]: (typeof clientData)[T]["erasure"] extends "blanked" ? T : never;
}[Prisma.ModelName];

/** In the order in which they are blanked: attempts are found by their targets. */
export const blankedTables = [
  "DialAttempt",
  "CampaignTarget",
  "Callback",
  "Sms",
  "Call",
] as const satisfies readonly BlankedTable[];
