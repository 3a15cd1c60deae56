import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { minute } from "#lib/base/duration";
import { localTimes } from "#lib/base/local-time";
import { zoneName } from "#lib/i18n/zone-name";
import { useNow } from "./use-now";

/** Names the company's time zone where the reader's own clock shows another time; undefined where it shows the same. */
export function useZoneHint(): string | undefined {
  const t = useTranslations("common");
  const zone = useTimeZone()!;
  const locale = useLocale();
  const now = useNow(minute);
  if (now === null) return undefined;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const at = new Date(now);
  if (localTimes(own)(at) === localTimes(zone)(at)) return undefined;
  return t("timeZone", { zone: zoneName(zone, locale) });
}
