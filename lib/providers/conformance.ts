/**
 * The suite every adapter must pass, against its own simulator over real sockets: one set of cases for
 * links, webhooks and providers with neither. A folder's `conformance.test.ts` calls it with the
 * provider's side; quirks of a provider are tested beside it. What an adapter has no method for is not
 * asked of it: the matrix (docs/conformance.md) shows a dash.
 */
import { describe } from "vitest";
import { commandCases } from "./conformance/commands";
import { eventCases } from "./conformance/events";
import { historyCases } from "./conformance/history";
import { hookCases, linkCases } from "./conformance/ways-in";
import { questionCases, settingsCases } from "./conformance/questions";
import { scenarioCases } from "./conformance/scenarios";
import type { Conformance } from "./conformance/suite";

export type { Conformance, ProviderSide } from "./conformance/suite";

export function conformance(suite: Conformance): void {
  const { adapter } = suite;
  describe(`${adapter.id} conforms`, () => {
    settingsCases(suite);
    eventCases(suite);
    if (adapter.connect) linkCases(suite);
    if (adapter.receiveWebhook) hookCases(suite);
    commandCases(suite);
    if (adapter.backfill) historyCases(suite);
    questionCases(suite);
    scenarioCases(suite);
  });
}
