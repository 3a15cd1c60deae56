"use client";

import type { PageScriptView } from "#lib/leads/ports";
import { laterComponent } from "../ui/later";

const CallPopup = laterComponent(() =>
  import("#components/card/call-popup").then((module) => module.CallPopup),
);
const DueNotices = laterComponent(() =>
  import("#components/callbacks/queue-notices").then((module) => module.DueNotices),
);
const SecondCall = laterComponent(() =>
  import("#components/numbers/second-call").then((module) => module.SecondCall),
);
const TabTitle = laterComponent(() =>
  import("#components/callbacks/queue-notices").then((module) => module.TabTitle),
);
const PageScripts = laterComponent(() =>
  import("#components/connections/page-scripts/page-scripts").then((module) => module.PageScripts),
);

export const AskAlertsLater = laterComponent(() =>
  import("#components/alerts/ask-alerts").then((module) => module.AskAlerts),
);

/** What waits for something to happen. No page begins with its scripts, and no ring waits for them. */
export function Standby({ scripts }: { scripts: PageScriptView[] }) {
  return (
    <>
      <CallPopup />
      <SecondCall />
      <DueNotices />
      <TabTitle />
      <PageScripts scripts={scripts} />
    </>
  );
}
