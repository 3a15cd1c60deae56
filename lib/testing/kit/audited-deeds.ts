/** What an administrator can do that the audit log tells of: each action, with the entries it is to leave. */
import type { AuditEvent } from "#lib/audit/events";
import { defaultDialRules } from "#lib/numbers/dial-rules";
import { silentWav } from "#lib/providers/kit/simulated-recording";

const officeHours = { hoursFrom: "09:00", hoursTo: "18:00", weekdays: [1, 2, 3, 4, 5] };

export const ownPassword = "correct horse battery";
/** Typed in the deeds, and to be found nowhere in the log. */
export const secrets = ["pbx-secret-one", "pbx-secret-two", "quiet river morning lamp"];

/** `as`: the name under which the id in the answer is kept for later deeds. */
export type Deed = [action: string, input: () => unknown, events: AuditEvent[], as?: string];

const person = { name: "Vera", role: "sales", extensions: {} };
const nina = { ...person, email: "nina@x.test" };
const template = { name: "Price list", text: "Sent to {client}" };
const settings = (password: string, url = "ws://pbx.example:10150") => ({
  values: { url, password, country: "RU" },
});

/**
 * In their order: one makes what the next is about.
 * @param ids of what the deeds are about, by name
 */
export function auditedDeeds(ids: Record<string, string>): Deed[] {
  const correctNina = () => ({ ...nina, id: ids.nina, email: "nina@y.test" });
  const formFile = () => {
    const form = new FormData();
    form.set("connectionId", ids.connection!);
    form.set("file", new File([silentWav(1)], "sound.wav"));
    return form;
  };
  const campaign = () => ({
    name: "Reminder",
    connectionId: ids.connection,
    mode: "ours",
    soundId: ids.sound,
    contacts: {},
    channels: 1,
    hoursFrom: "09:00",
    hoursTo: "20:00",
    weekdays: [1],
    assumedZone: "",
    maxAttempts: 1,
    minGapMinutes: 60,
  });

  return [
    ["makeCalendarAddressAction", () => ({}), ["person.calendar-made"]],
    ["removeCalendarAddressAction", () => ({}), ["person.calendar-removed"]],
    ["removeCalendarAddressAction", () => ({}), []],
    ["endSessionsAction", () => ({ userId: ids.ada, sessionId: null }), ["session.ended"]],
    [
      "changePasswordAction",
      () => ({ current: "wrong", password: secrets[2] }),
      ["person.password-refused"],
    ],
    [
      "changePasswordAction",
      () => ({ current: ownPassword, password: secrets[2] }),
      ["person.password-changed"],
    ],
    [
      "createPersonAction",
      () => ({
        ...person,
        email: "vera@x.test",
        extensions: { [ids.connection!]: "103" },
      }),
      ["person.created", "person.extensions-changed", "person.invited"],
      "vera",
    ],
    ["resetPasswordAction", () => ({ id: ids.vera }), ["person.invited"]],
    [
      "updatePersonAction",
      () => ({
        ...person,
        id: ids.vera,
        name: "Vera Nova",
        role: "manager",
        extensions: { [ids.connection!]: "" },
      }),
      ["person.changed", "person.role-changed", "person.extensions-changed"],
    ],
    [
      "updatePersonAction",
      () => ({ ...person, id: ids.vera, name: "Vera Nova", role: "manager" }),
      [],
    ],
    ["createPersonAction", () => nina, ["person.created", "person.invited"], "nina"],
    ["updatePersonAction", correctNina, ["person.changed", "person.invited"]],
    ["withdrawInvitationAction", () => ({ id: ids.nina }), ["person.invitation-withdrawn"]],
    ["disablePersonAction", () => ({ id: ids.vera, handTo: null }), ["person.disabled"]],
    ["enablePersonAction", () => ({ id: ids.vera }), ["person.enabled"]],
    [
      "disablePersonAction",
      () => ({ id: ids.boris, handTo: ids.ada }),
      ["person.disabled", "contact.handed-over", "callback.handed-over"],
    ],
    [
      "undoDisableAction",
      () => ({
        id: ids.boris,
        handTo: ids.ada,
        span: { since: new Date(0).toISOString(), until: new Date().toISOString() },
      }),
      ["person.enabled", "contact.handed-over", "callback.handed-over"],
    ],
    [
      "assignExtensionsAction",
      () => ({ connectionId: ids.connection, choices: [{ userId: ids.vera, extension: "104" }] }),
      ["person.extensions-changed"],
    ],
    [
      "dismissRingAction",
      () => ({ connectionId: ids.connection, extension: "109", line: null }),
      ["setting.changed"],
    ],
    ["setContactScopeAction", () => ({ contacts: "own" }), ["setting.changed"]],
    ["setContactScopeAction", () => ({ contacts: "own" }), []],
    ["setDialRulesAction", () => ({ ...defaultDialRules, countries: ["KZ"] }), ["setting.changed"]],
    ["setCallbackTargetAction", () => ({ minutes: 20 }), ["setting.changed"]],
    ["setWorkingHoursAction", () => ({ hours: officeHours }), ["setting.changed"]],
    ["chooseTimeZoneAction", () => ({ zone: "Europe/Kyiv" }), ["setting.changed"]],
    [
      "chooseCompanyAction",
      () => ({ country: "UA", zone: "Europe/Warsaw" }),
      ["setting.changed", "setting.changed"],
    ],
    ["dismissSetupAction", () => ({}), ["setting.changed"]],
    [
      "setRetentionAction",
      () => ({ messages: 30, recordings: null, clients: null, audit: 400 }),
      ["setting.changed"],
    ],

    [
      "createConnectionAction",
      () => ({
        provider: "prostie-zvonki",
        name: "PBX",
        slug: "pbx",
        settings: settings(secrets[0]!),
      }),
      ["connection.created"],
    ],
    [
      "updateConnectionAction",
      () => ({ id: ids.pbx, name: "PBX 2", settings: settings(secrets[1]!) }),
      ["connection.changed"],
    ],
    ["setEnabledAction", () => ({ id: ids.pbx, enabled: false }), ["connection.disabled"]],
    ["setEnabledAction", () => ({ id: ids.pbx, enabled: true }), ["connection.enabled"]],
    [
      "checkConnectionAction",
      () => ({ id: ids.pbx, provider: "prostie-zvonki", settings: settings("") }),
      ["connection.checked"],
    ],
    ["testConnectionAction", () => ({ connectionId: ids.pbx }), ["connection.tested"]],
    [
      "testCallAction",
      () => ({ connectionId: ids.pbx, number: "+73430001099" }),
      ["connection.test-call"],
    ],
    ["replayMessagesAction", () => ({ connectionId: ids.pbx }), ["connection.replayed"]],
    [
      "playScenarioAction",
      () => ({ connectionId: ids.pbx, scenario: "burst" }),
      ["connection.scenario-played"],
    ],
    ["deleteConnectionAction", () => ({ id: ids.pbx, confirmation: "PBX" }), []],
    [
      "deleteConnectionAction",
      () => ({ id: ids.pbx, confirmation: "PBX 2" }),
      ["connection.deleted"],
    ],

    ["addOutcomeAction", () => ({ name: "Sold" }), ["outcome.created"], "outcome"],
    ["renameOutcomeAction", () => ({ id: ids.outcome, name: "Sold it" }), ["outcome.changed"]],
    ["moveOutcomeAction", () => ({ id: ids.outcome, by: -1 }), ["outcome.changed"]],
    ["archiveOutcomeAction", () => ({ id: ids.outcome, archived: true }), ["outcome.changed"]],
    ["archiveOutcomeAction", () => ({ id: ids.outcome, archived: false }), ["outcome.changed"]],
    ["setAskWhenAction", () => ({ id: ids.outcome, askWhen: true }), ["outcome.changed"]],
    ["addTemplateAction", () => ({ kind: "note", ...template }), ["template.created"], "template"],
    ["addTemplateAction", () => ({ kind: "note", ...template }), ["template.created"]],
    ["changeTemplateAction", () => ({ ...template, id: ids.template }), []],
    [
      "changeTemplateAction",
      () => ({ ...template, id: ids.template, text: "Sent by post" }),
      ["template.changed"],
    ],
    ["moveTemplateAction", () => ({ id: ids.template, by: 1 }), ["template.changed"]],
    ["deleteTemplateAction", () => ({ id: ids.template }), ["template.deleted"]],
    ["restoreTemplateAction", () => ({ id: ids.template }), ["template.restored"]],
    [
      "setLineScriptAction",
      () => ({ line: "+73430002090", text: "Good day!" }),
      ["script.changed"],
    ],
    ["ignoreNumberAction", () => ({ raw: "+73430001099", kind: "ignored" }), ["number.ignored"]],
    ["forgetIgnoredNumberAction", () => ({ e164: "+73430001099" }), ["number.forgotten"]],

    ["uploadSoundAction", formFile, ["campaign.sound-uploaded"]],
    ["createCampaignAction", campaign, ["campaign.created"], "campaign"],
    ["steerCampaignAction", () => ({ id: ids.campaign, command: "start" }), ["campaign.steered"]],
    ["steerCampaignAction", () => ({ id: ids.campaign, command: "pause" }), ["campaign.steered"]],
    ["steerCampaignAction", () => ({ id: ids.campaign, command: "stop" }), ["campaign.steered"]],

    [
      "handOverCallbackAction",
      () => ({ id: ids.callback, ownerId: ids.ada }),
      ["callback.handed-over"],
    ],
    [
      "changeOutcomeAction",
      () => ({ callId: ids.call, outcomeId: "01900000-0000-7000-8000-000000000001" }),
      ["call.outcome-changed"],
    ],
    ["addContactNoteAction", () => ({ contactId: ids.one, text: "Секрет" }), [], "note"],
    ["editNoteAction", () => ({ noteId: ids.note, text: "Секрет другой" }), ["note.changed"]],
    ["deleteNoteAction", () => ({ noteId: ids.note }), ["note.deleted"]],
    ["restoreNoteAction", () => ({ noteId: ids.note }), ["note.restored"]],
    [
      "updateCompanyAction",
      () => ({ id: ids.company, change: { field: "note", from: null, to: "Секрет" } }),
      ["company.changed"],
    ],
    [
      "setOwnerAction",
      () => ({ ids: [ids.one, ids.two], ownerId: ids.ada }),
      ["contact.handed-over"],
    ],
    [
      "updateContactFieldsAction",
      () => ({ id: ids.three, seenAt: new Date().toISOString(), changes: { ownerId: ids.ada } }),
      ["contact.handed-over"],
    ],
    [
      "tagContactsAction",
      () => ({ ids: [ids.one, ids.two], name: "важный", present: true }),
      ["contact.changed"],
    ],
    ["notDuplicatesAction", () => ({ pairs: [[ids.one, ids.three]] }), ["contact.not-duplicates"]],
    [
      "mergeContactsAction",
      () => ({ keptId: ids.one, goneId: ids.two }),
      ["contact.merged"],
      "merge",
    ],
    ["undoMergeAction", () => ({ mergeId: ids.merge }), ["contact.unmerged"]],
    ["deleteContactsAction", () => ({ ids: [ids.one, ids.two] }), ["contact.deleted"]],
    ["restoreContactsAction", () => ({ ids: [ids.two] }), ["contact.restored"]],
    ["purgeContactsAction", () => ({ ids: [ids.one, ids.three] }), ["contact.purged"]],

    ["continueImportAction", () => ({ id: ids.interrupted }), ["import.continued"]],
    ["cancelImportAction", () => ({ id: ids.interrupted }), ["import.cancelled"]],
    [
      "erasePersonAction",
      () => ({ id: ids.two, name: "Клиент two" }),
      ["contact.erasure-begun", "contact.erased"],
    ],
    ["undoImportAction", () => ({ id: ids.done }), ["import.undone"]],
  ];
}
