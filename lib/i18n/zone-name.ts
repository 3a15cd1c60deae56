/** A time zone as people call it. */

/**
 * @param zone IANA name
 * @returns "Moscow Time"; the zone's own name where the language has none for it
 */
export function zoneName(zone: string, locale: string): string {
  const named = (timeZoneName: "shortGeneric" | "longGeneric") =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName })
      .formatToParts()
      .find(({ type }) => type === "timeZoneName")?.value ?? zone;
  const short = named("shortGeneric");
  if (/^(GMT|UTC)/.test(short)) return zone;
  // "ET" says little to those who live elsewhere.
  const name = /^[A-Z]+$/.test(short) ? named("longGeneric") : short;
  // Ukrainian has "time: Moscow", and what stands before it says that already.
  return name.replace(/^.*: /, "");
}
