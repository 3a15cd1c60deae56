import { expect, it } from "vitest";
import type { CallView } from "#lib/calls/call-view";
import type { CardModel } from "../live/cards";
import { whatAlerts } from "./use-alerts";

const card = (id: string): CardModel => ({
  call: { id } as CallView,
  state: "ringing",
  takenBy: null,
});
const all = { ringtone: true, notices: true, push: null, leads: true, doNotDisturb: false };
const alerts = (ringing: string[], tab: Partial<typeof all> = {}) => {
  const { sounds, notices } = whatAlerts(ringing.map(card), { ...all, ...tab });
  return [sounds, notices.map((notice) => notice.call.id).join("")];
};

it.each([
  ["one rings", ["a"], {}, [true, "a"]],
  ["two ring: one sound, a notice each", ["a", "b"], {}, [true, "ab"]],
  ["nothing rings", [], {}, [false, ""]],
  ["another tab leads", ["a"], { leads: false }, [false, ""]],
  ["the person is not to be disturbed", ["a"], { doNotDisturb: true }, [false, ""]],
  ["only the ringtone is on", ["a"], { notices: false }, [true, ""]],
  ["only notices are on", ["a"], { ringtone: false }, [false, "a"]],
] as [string, string[], Partial<typeof all>, unknown[]][])("%s", (_, ringing, tab, wanted) => {
  expect(alerts(ringing, tab)).toEqual(wanted);
});
