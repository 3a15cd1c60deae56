/**
 * Ways of speaking of a time that chrono does not know, in words that it does: its English, where it has to be some.
 * Most stand as words of their own: a word's end is looked for by hand, as `\b` knows no Cyrillic.
 */

type Rule = readonly [RegExp, string | ((...found: string[]) => string)];

const inMinutes = (hour = "0", minute = "0") =>
  `in ${Math.round(Number(hour.replace(",", ".")) * 60 + Number(minute))} minutes`;

const spans: readonly Rule[] = [
  [
    /(?<![\p{L}\d])(?:(?:через|за|in) )?(\d+(?:[.,]\d+)?) ?(?:ч(?:ас(?:а|ов)?)?|год(?:ин[иу]?)?|h(?:ours?|rs?)?)\.?(?: ?(?:и|і|й|та|and))? ?(\d+) ?(?:м(?:ин(?:ут[уы]?)?)?|хв(?:илин[иу]?)?|m(?:in(?:ute)?s?)?)\.?/u,
    (_, hour, minute) => inMinutes(hour, minute),
  ],
  [
    /(?<![\p{L}\d])(?:(?:через|за|in) (\d+(?:[.,]\d+)?) ?(?:ч(?:ас(?:а|ов)?)?|год(?:ин[иу]?)?|h(?:ours?|rs?)?)\.?)(?![\p{L}\d])/u,
    (_, hour) => inMinutes(hour),
  ],
  [
    /(?<![\p{L}\d])(?:(?:через|за|in) (\d+) ?(?:м(?:ин(?:ут[уы]?)?)?|хв(?:илин[иу]?)?|m(?:in(?:ute)?s?)?)\.?)(?![\p{L}\d])/u,
    (_, minute) => inMinutes("0", minute),
  ],
  [
    /(?<![\p{L}\d])(?:через (?:минут|хвилин) (\d+))(?![\p{L}\d])/u,
    (_, minute) => inMinutes("0", minute),
  ],
  [
    /(?<![\p{L}\d])(?:(?:через|за|in) (?:час|годину|an hour)(?: ?(?:и|і|й|та|and))? ?(\d+)(?: ?(?:м(?:ин(?:ут[уы]?)?)?|хв(?:илин[иу]?)?|m(?:in(?:ute)?s?)?)\.?)?)(?![\p{L}\d])/u,
    (_, minute) => inMinutes("1", minute),
  ],
  [
    /(?<![\p{L}\d])(?:через полтор[аы] часа|(?:через|за) півтор[аи] години|in an hour and a half)(?![\p{L}\d])/u,
    inMinutes("1.5"),
  ],
  [/(?<![\p{L}\d])(?:за годину)(?![\p{L}\d])/u, inMinutes("1")],
  [/(?<![\p{L}\d])(?:(?:через|за) (\d+) (?:день|дня|дней|дні|днів))(?![\p{L}\d])/u, "in $1 days"],
  [/(?<![\p{L}\d])(?:in a fortnight)(?![\p{L}\d])/u, "in 2 weeks"],
];

const days: readonly Rule[] = [
  [/(?<![\p{L}\d])(?:пон|пнд)(?![\p{L}\d])/u, "понедельник"],
  [/(?<![\p{L}\d])(?:втр|вто)(?![\p{L}\d])/u, "вторник"],
  [/(?<![\p{L}\d])(?:срд)(?![\p{L}\d])/u, "среда"],
  [/(?<![\p{L}\d])(?:чет)(?![\p{L}\d])/u, "четверг"],
  [/(?<![\p{L}\d])(?:пят|птн)(?![\p{L}\d])/u, "пятница"],
  [/(?<![\p{L}\d])(?:суб)(?![\p{L}\d])/u, "суббота"],
  [/(?<![\p{L}\d])(?:вс)(?![\p{L}\d])/u, "воскресенье"],
  [/(?<![\p{L}\d])(?:нед)(?![\p{L}\d])/u, "неділя"],
  [/(?<![\p{L}\d])(?:tues)(?![\p{L}\d])/u, "tuesday"],
  [/(?<![\p{L}\d])(?:weds)(?![\p{L}\d])/u, "wednesday"],
  [/(?<![\p{L}\d])(?:tom)(?![\p{L}\d])/u, "tomorrow"],
];

const dates: readonly Rule[] = [
  // Chrono's British English takes the day for a year's: December 2024.
  [
    /(?<![\p{L}\d]|\d(?:st|nd|rd|th)?(?: of)? )(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? (\d{1,2})(?:st|nd|rd|th)?(?![\p{L}\d]|[:.]\d)/u,
    "$2 $1",
  ],
  // Two digits behind a day and its month are an hour, no year.
  [
    /(?<=\d(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,? )(\d{1,2})$/u,
    "at $1",
  ],
];

const clock = (hour: number, minute = ":00") => `${String(hour).padStart(2, "0")}${minute}`;
const afternoon = (hour = "", minute?: string) =>
  clock(Number(hour) < 12 ? Number(hour) + 12 : Number(hour), minute);

/** "Half of the sixth" is half past five. */
const ordinals = {
  ru: "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого",
  uk: "першу другу третю четверту п'яту шосту сьому восьму дев'яту десяту одинадцяту дванадцяту",
};
const halfBefore = (names: string, name = "") =>
  `${names.split(" ").indexOf(name.replaceAll("ё", "е")) || 12}:30`;

const clocks: readonly Rule[] = [
  [/(?<=[\p{L}\d][.,]? )([01]?\d|2[0-3])-([0-5]\d)(?![\d-])/u, "$1:$2"],
  [/(?<=\p{L} )([01]?\d|2[0-3]) ([0-5]\d)$/u, "$1:$2"],
  // A year is none.
  [/(?<=\p{L} )(?!20[2-9])([01]\d|2[0-3])([0-5]\d)$/u, "$1:$2"],
  // With a point, as is usual east of Germany; it would be taken for a number.
  [/\b(\d{1,2})\.(0?[1-9]|1[0-2])(?![.\d])/, "$1/$2"],
  [/(\d{1,2})(:\d\d)? (?:вечера|вечора|дня)(?=$| )/, (_, hour, minute) => afternoon(hour, minute)],
  [/(\d{1,2})(:\d\d)? (?:утра|ранку)(?=$| )/, (_, hour, minute) => clock(Number(hour), minute)],
  [/(^| )в (\d{1,2}) (?:час(?:а|ов)?|ч)\.?(?=$| )/, "$1в $2"],
  // From seven on it is no span.
  [
    /(?<![\p{L}\d])(?:([7-9]|1\d|2[0-3]) ?(?:ч|h)\.?)(?![\p{L}\d])/u,
    (_, hour) => clock(Number(hour)),
  ],
  [
    /(?<![\p{L}\d])(?:(?:в )?пол(?:овине)? ?(первого|второго|третьего|четвертого|пятого|шестого|седьмого|восьмого|девятого|десятого|одиннадцатого|двенадцатого|четвёртого))(?![\p{L}\d])/u,
    (_, name) => halfBefore(ordinals.ru, name),
  ],
  [
    /(?<![\p{L}\d])(?:(?:о )?пів на (першу|другу|третю|четверту|п'яту|шосту|сьому|восьму|дев'яту|десяту|одинадцяту|дванадцяту))(?![\p{L}\d])/u,
    (_, name) => halfBefore(ordinals.uk, name),
  ],
  [/(?<![\p{L}\d])(?:half past (\d{1,2}))(?![\p{L}\d])/u, "$1:30"],
  [/(?<![\p{L}\d])(?:quarter past (\d{1,2}))(?![\p{L}\d])/u, "$1:15"],
  [/(?<![\p{L}\d])(?:quarter to (\d{1,2}))(?![\p{L}\d])/u, (_, hour) => `${Number(hour) - 1}:45`],
  [/(?<![\p{L}\d])(?:к(?= \d))(?![\p{L}\d])/u, "в"],
  [/^(?:в|во|о|об|до|at|by) (\d{1,2})$/, "$1:00"],
  [/^(?:в|во|о|об|до|at|by) (\d{1,2}:\d\d)$/, "$1"],
  // Early hours without a nought are the afternoon's; chrono would look for them in the night to come.
  [/^([1-6])(:\d\d)$/, (_, hour, minute) => afternoon(hour, minute)],
  [/(?:в|к) обеду?|в обід|(?:at )?(?:lunchtime|lunch time)/, "13:00"],
  [/после обеда|після обіду|after lunch|дн[её]м|вдень/, "15:00"],
  [
    /(?<![\p{L}\d])(?:в конце дня|к концу дня|наприкінці дня|до кінця дня|(?:by |at )?end of day|eod)(?![\p{L}\d])/u,
    "18:00",
  ],
  [/(?<![\p{L}\d])(?:с утра)(?![\p{L}\d])/u, "утром"],
  [/(?<![\p{L}\d])(?:к вечеру)(?![\p{L}\d])/u, "вечером"],
];

/** @param text in lower case, with single spaces */
export function inKnownWords(text: string): string {
  return [...spans, ...days, ...dates, ...clocks].reduce(
    (so, [said, meant]) =>
      typeof meant === "string" ? so.replace(said, meant) : so.replace(said, meant),
    text,
  );
}
