/** Programs people come from, known by the whole row of headings of their exports. */
import type { ColumnKind } from "./columns";

export const programs = ["google", "outlook", "bitrix24", "amocrm", "hubspot", "vcard"] as const;
export type KnownProgram = (typeof programs)[number];

interface Export {
  program: KnownProgram;
  /** Headings that only this program writes together; each is one of the row's. */
  signs: readonly RegExp[];
  /** What its headings are, the first that fits; all others are left out. */
  columns: readonly (readonly [RegExp, ColumnKind])[];
}

const google: Export = {
  program: "google",
  signs: [/^(?:phone|e-?mail) \d+ - (?:value|label|type)$/],
  columns: [
    [/^(?:phone|e-?mail) \d+ - (?:label|type)$/, "label"],
    [/^phone \d+ - value$/, "phone"],
    [/^e-?mail \d+ - value$/, "email"],
    [/^(?:name|first name|middle name|last name|given name|additional name|family name)$/, "name"],
    [/^organization(?: name| 1 - name)$/, "company"],
    [/^organization(?: title| 1 - title)$/, "position"],
    [/^birthday$/, "birthday"],
    [/^notes$/, "note"],
    [/^(?:labels|group membership)$/, "tags"],
  ],
};

/** In the languages of Office whose exports people bring: English, Russian, Ukrainian, German. */
const outlook: Export = {
  program: "outlook",
  signs: [
    /^(?:e-mail \d? ?address|адрес эл\. почты|адрес электронной почты|адреса електронної пошти|адреса ел\. пошти|e-mail-adresse)$|^e-mail address$/,
    /^(?:e-mail (?:\d )?(?:type|display name)|тип эл\. почты|краткое имя эл\. почты|тип електронної пошти|коротке ім['’ʼ]я електронної пошти|тип ел\. пошти|e-mail-typ|e-mail: angezeigter name|business phone|mobile phone|рабочий телефон|мобильный телефон|телефон переносной|робочий телефон|мобільний телефон|mobiltelefon|telefon geschäftlich|telefon \(geschäftlich\))$/,
  ],
  columns: [
    [
      /^(?:first name|middle name|last name|имя|отчество|фамилия|ім['’ʼ]я|по батькові|прізвище|vorname|weitere vornamen|nachname)$/,
      "name",
    ],
    [/^(?:company|организация|компания|організація|компанія|firma)$/, "company"],
    [/^(?:job title|должность|посада|position)$/, "position"],
    [/fax|факс/, "phone:fax"],
    [
      /^(?:mobile phone|car phone|мобильный телефон|телефон переносной|радиотелефон|мобільний телефон|mobiltelefon|autotelefon)/,
      "phone:mobile",
    ],
    [
      /^(?:business phone|company main phone|рабочий телефон|телефон раб\.|основной телефон организации|робочий телефон|основний телефон організації|telefon \(?geschäftlich|telefon firma)/,
      "phone:work",
    ],
    [
      /^(?:home phone|домашний телефон|телефон дом\.|домашній телефон|telefon \(?privat)/,
      "phone:home",
    ],
    [
      /^(?:primary phone|other phone|основной телефон|другой телефон|основний телефон|інший телефон|haupttelefon|weiteres telefon)/,
      "phone",
    ],
    [
      /^(?:e-mail(?: \d)? address|адрес(?: \d)? эл\. почты|адрес электронной почты(?: \d)?|адреса(?: \d)? (?:електронної|ел\.) пошти(?: \d)?|e-mail(?: \d)?-adresse)$/,
      "email",
    ],
    [/^(?:birthday|день рождения|день народження|geburtstag)$/, "birthday"],
    [/^(?:notes|заметки|примечания|нотатки|примітки|notizen)$/, "note"],
    [/^(?:categories|категории|категорії|kategorien)$/, "tags"],
  ],
};

const shared: Export["columns"] = [
  [/факс|fax/, "phone:fax"],
  [/^(?:рабочий|робочий|другой рабочий) (?:прямой )?телефон|^work (?:direct )?phone/, "phone:work"],
  [/^мобильный телефон|^мобільний телефон|^mobile phone/, "phone:mobile"],
  [/^домашний телефон|^домашній телефон|^home phone/, "phone:home"],
  [/^(?:телефон|phone|другой телефон|інший телефон|other phone|phone number)/, "phone"],
  [/(?:e-?mail|эл\. почта|електронна пошта)(?: \d)?(?: контакта)?$/, "email"],
  [
    /^(?:компания|компанія|company|компания контакта|название компании|associated company|company name|primary associated company)$/,
    "company",
  ],
  [/^(?:должность|посада|position|job title)(?: контакта)?$/, "position"],
  [
    /^(?:ответственный|ответственный за контакт|відповідальний|відповідальний за контакт|responsible|responsible person|responsible user|contact owner)$/,
    "owner",
  ],
  [/^(?:источник|джерело|source|lead source|original source)$/, "source"],
  [/^(?:этап|стадия|етап|стадія|stage|lead status|lifecycle stage)$/, "stage"],
  [
    /^(?:комментарий|коментар|comment|примечание(?: \d)?|примітка(?: \d)?|note(?: \d)?|notes|message)$/,
    "note",
  ],
  [/^(?:теги|теги контакта|теги контакту|tags|contact tags)$/, "tags"],
  [/^(?:дата рождения|дата народження|date of birth|birthdate|birthday)$/, "birthday"],
];

const bitrix: Export = {
  program: "bitrix24",
  signs: [
    /^(?:обращение|звернення|salutation)$/,
    /^(?:тип контакта|тип контакту|contact type|кем создана?|ким створено|created by)$/,
  ],
  columns: [
    [
      /^(?:имя|фамилия|отчество|ім['’ʼ]я|прізвище|по батькові|name|first name|last name|second name|middle name)$/,
      "name",
    ],
    ...shared,
  ],
};

const amo: Export = {
  program: "amocrm",
  signs: [
    /^(?:id|ид)$/,
    /^(?:имя контакта|полное имя контакта|ім['’ʼ]я контакту|contact name|full name|имя|наименование)$/,
    /^(?:ответственный за контакт|відповідальний за контакт|дата создания контакта|дата створення контакту|теги контакта|responsible user|closest task)$/,
  ],
  columns: [
    [
      /^(?:имя контакта|полное имя контакта|ім['’ʼ]я контакту|contact name|full name|имя|фамилия|first name|last name)$/,
      "name",
    ],
    ...shared,
  ],
};

const hubspot: Export = {
  program: "hubspot",
  signs: [/^record id/, /^(?:first name|email)$/],
  columns: [[/^(?:first name|last name)$/, "name"], ...shared],
};

/** What our own reader of cards writes (`read-vcard.mjs`). */
const vcard: Export = {
  program: "vcard",
  signs: [/^vcard fn$/],
  columns: [
    [/^vcard fn$/, "name"],
    [/^vcard org$/, "company"],
    [/^vcard title$/, "position"],
    [/^vcard tel$/, "phone"],
    [/^vcard email$/, "email"],
    [/^vcard bday$/, "birthday"],
    [/^vcard categories$/, "tags"],
    [/^vcard note$/, "note"],
  ],
};

const known: readonly Export[] = [vcard, google, bitrix, amo, hubspot, outlook];

/** One column that holds the whole name: those of its parts say nothing more. */
const wholeName =
  /^(?:name|full name|contact name|имя контакта|полное имя контакта|ім['’ʼ]я контакту)$/;

/** More of a heading is not looked at, in characters. */
const longestHeading = 200;

export interface KnownExport {
  program: KnownProgram;
  columns: ColumnKind[];
  /** Writes dates as America does. */
  isAmerican: boolean;
}

/** What the program is whose export begins with these headings, and what its columns are; null for others. */
export function knownExport(headings: readonly string[]): KnownExport | null {
  const row = headings.map((heading) => heading.slice(0, longestHeading).toLowerCase().trim());
  const found = known.find(({ signs }) => signs.every((sign) => row.some((one) => sign.test(one))));
  if (!found) return null;
  const columns = row.map(
    (heading) => found.columns.find(([pattern]) => pattern.test(heading))?.[1] ?? "skip",
  );
  const whole = row.findIndex((heading, at) => columns[at] === "name" && wholeName.test(heading));
  const hasParts = found.program !== "bitrix24" && whole >= 0;
  return {
    program: found.program,
    isAmerican: found === outlook && row.includes("birthday"),
    columns: columns.map((kind, at) =>
      hasParts && kind === "name" && at !== whole ? "skip" : kind,
    ),
  };
}
