import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { FirstSteps } from "#components/setup/first-steps";
import { SilentRings } from "#components/people/silent-rings";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { telephonesOf } from "#lib/calls/read-telephones";
import { countriesIn } from "#lib/connections/countries";
import { liveConnections } from "#lib/connections/ports";
import { chosenTimeZone, timeZones, zonesOfCountry } from "#lib/i18n/time-zone";
import { companyCountry } from "#lib/numbers/default-country";
import { extensionsOf } from "#lib/people/queries";
import { silentRings } from "#lib/people/silent-rings";
import { firstRing, readSetup } from "#lib/setup/read-setup";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("title") };
}

export default async function FirstStepsPage() {
  const me = await requireUser(roleFor("/admin"));
  const views = await liveConnections().views();
  const [done, country, zone, own, seen, rings, telephones, locale] = await Promise.all([
    readSetup(views),
    companyCountry(),
    chosenTimeZone(),
    extensionsOf(me.id),
    firstRing(me.id),
    silentRings(),
    telephonesOf(),
    getLocale(),
  ]);
  const countries = countriesIn(locale);
  const inUse = views.find(({ state }) => state !== "off");
  return (
    <div className="flex flex-col gap-4">
      <FirstSteps
        done={done}
        company={{ country, zone }}
        countries={countries}
        zonesOf={Object.fromEntries(countries.map(({ code }) => [code, zonesOfCountry(code)]))}
        zones={timeZones()}
        connection={inUse?.slug ?? null}
        seen={seen !== null}
        own={own}
        telephones={telephones}
      />
      {rings.length > 0 && (
        <div className="mx-auto w-full max-w-2xl">
          <SilentRings rings={rings} named={views.length > 1} />
        </div>
      )}
    </div>
  );
}
