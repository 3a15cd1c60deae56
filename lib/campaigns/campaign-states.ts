/** The words the database keeps, and who may move what where. */
export const campaignStates = ["draft", "running", "paused", "done", "stopped"] as const;
export type CampaignState = (typeof campaignStates)[number];

/** ours: tinyCRM dials number by number. provider: it calls a list that is kept there. */
export const campaignModes = ["ours", "provider"] as const;
export type CampaignMode = (typeof campaignModes)[number];

export type TargetState = "waiting" | "claimed" | "done" | "skipped";

/** Why a number was left out. */
export type SkippedReason = "do-not-call" | "no-hours" | "stopped" | "erased" | "not-permitted";

/** A call's disposition; "unknown" when none was reported. */
export const targetDispositions = [
  "answered",
  "no-answer",
  "busy",
  "congestion",
  "failed",
  "cancelled",
  "unknown",
] as const;
export type TargetDisposition = (typeof targetDispositions)[number];
