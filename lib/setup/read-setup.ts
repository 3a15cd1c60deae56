/** How far an installation is set up. All of it is derived from what there is; kept is only that it was dismissed. */
import { changeSetting } from "#lib/audit/record-audit";
import type { Role } from "#lib/auth/roles";
import { day } from "#lib/base/duration";
import { isUnheard, type ConnectionView } from "#lib/connections/connection-view";
import { db } from "#lib/db/client";
import { readSetting } from "#lib/db/setting";
import { chosenTimeZone } from "#lib/i18n/time-zone";
import { companyCountry } from "#lib/numbers/default-country";
import { isDemoOpen } from "#lib/people/demo";
import { isComplete, type SetupDone } from "./setup-view";

const key = "firstSteps.dismissed";

export function dismissSetup(): Promise<void> {
  return changeSetting(key, "yes");
}

/** @param views how the connections stand */
export async function readSetup(views: readonly ConnectionView[]): Promise<SetupDone> {
  const [country, zone, people, extension, contact, ring] = await Promise.all([
    companyCountry(),
    chosenTimeZone(),
    db().user.count({ where: { disabledAt: null }, take: 2 }),
    firstExtension(),
    db().contact.findFirst({ where: { deletedAt: null }, select: { id: true } }),
    firstRing(),
  ]);
  return {
    // Whoever has calls already need not be asked any more.
    company: (country !== null && zone !== null) || ring !== null,
    people: people > 1,
    connection: views.some(({ state }) => state !== "off"),
    extensions: extension !== null,
    test: views.some((view) => view.state === "online" && !isUnheard(view)),
    import: contact !== null,
    ring: ring !== null,
  };
}

function firstExtension() {
  const inUse = { user: { disabledAt: null }, connection: { deletedAt: null, enabled: true } };
  return db().extension.findFirst({ where: inUse, select: { id: true } });
}

/** Somebody's screen has shown a call. @param userId this person's; without it, anybody's */
export function firstRing(userId?: string) {
  return db().callLeg.findFirst({
    where: { userId: userId ?? { not: null }, call: { replayed: false, direction: "incoming" } },
    select: { id: true },
  });
}

/** What is complete, and has been seen to be, stays so while the program runs: nothing is asked again for each page. */
let wasSeen = false;

/** Whether the way to the first steps is shown. */
export async function needsSetup(
  user: { role: Role },
  views: readonly ConnectionView[],
): Promise<boolean> {
  if (user.role !== "admin" || wasSeen) return false;
  if ((await readSetting(key)) !== null || (await isDemoOpen())) return false;
  // Whoever has just done the last of them is told so, and can come back.
  wasSeen = isComplete(await readSetup(views)) && (await rangBefore(new Date(Date.now() - day)));
  return !wasSeen;
}

async function rangBefore(time: Date): Promise<boolean> {
  const call = { replayed: false, direction: "incoming", startedAt: { lt: time } };
  const found = await db().callLeg.findFirst({
    where: { userId: { not: null }, call },
    select: { id: true },
  });
  return found !== null;
}
