import { useTimeZone, useTranslations } from "next-intl";
import { minute } from "#lib/base/duration";
import { localTimes } from "#lib/base/local-time";
import { useNow } from "./use-now";

/** Names the company's time zone where the reader's own clock shows another time; undefined where it shows the same. */
export function useZoneHint(): string | undefined {
  const t = useTranslations("common");
  const zone = useTimeZone()!;
  const now = useNow(minute);
  if (now === null) return undefined;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const at = new Date(now);
  return localTimes(own)(at) === localTimes(zone)(at) ? undefined : t("timeZone", { zone });
}
