/**
 * Mobile ranges of countries with several zones: the number names the country and no place in it,
 * though the tables name the capital's zone. One zone for each offset there is.
 */
export const placeless: readonly { prefix: string; zones: readonly string[] }[] = [
  {
    prefix: "+79",
    zones: [
      "Europe/Kaliningrad",
      "Europe/Moscow",
      "Europe/Samara",
      "Asia/Yekaterinburg",
      "Asia/Omsk",
      "Asia/Krasnoyarsk",
      "Asia/Irkutsk",
      "Asia/Yakutsk",
      "Asia/Vladivostok",
      "Asia/Magadan",
      "Asia/Kamchatka",
    ],
  },
  {
    prefix: "+614",
    zones: [
      "Australia/Perth",
      "Australia/Darwin",
      "Australia/Adelaide",
      "Australia/Brisbane",
      "Australia/Sydney",
    ],
  },
  { prefix: "+628", zones: ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] },
];

/** Zones a person may choose for numbers without a zone of their own. */
export const assumableZones: readonly string[] = [
  "Europe/Kyiv",
  ...placeless.flatMap(({ zones }) => zones),
];
