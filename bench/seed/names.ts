/**
 * Names, companies and e-mails for the seed, as SQL expressions over a row's number `i`: some words in
 * every tenth row, most in a handful, as in an address book, and several hundred thousand different ones.
 */
import type { Dialect } from "#lib/db/migrations";

/** The pieces are put together in every combination; short ones, so that the trigrams repeat a lot. */
const begins =
  "ива пет сид кузне смир васи попо соко миха нови федо моро волк алек лебе семе егор павл козл степ нико орло анд мака ники заха заё бори коро гера щер бонда ткач криво шев ковал мель оли поли лысе руд савч марч крав юрч гон бой дуд хар яре вой рома дани остр жук цвет чер бело голу гус куря ряб".split(
    " ",
  );
const middles =
  "но ро до цо на ле по ко хай ви ря ро чи кса де ме ри ло зло па ла ла дре ре ти ры ва рисо ле си би ре вя че ше ва ка ша ку ся ди ха ра ши ту нча рк ти лк ма мчу ту те шта нь ня лю ми лта ха уса шку бчи".split(
    " ",
  );
const links = "вл рш нк сл тк чн мр гл бр зд ст кр дж рт лп нг".split(" ");
const endings =
  "в ва в ва в ва нов нова ев ева ин ина ский ская нко нко енко енко чук чук юк як ян швили дзе ло".split(
    " ",
  );
const firstNames =
  "александр мария сергей елена андрей анна дмитрий ольга алексей наталья иван екатерина олена тарас максим ирина михаил светлана николай юлия артём татьяна владимир ксения фёдор алёна пётр оксана богдан людмила ярослав вера остап полина тимофей злата всеволод эльвира изольда йосип".split(
    " ",
  );
const patronymics =
  "александрович сергеевна иванович андреевна петрович николаевна михайлович дмитриевна фёдорович алексеевна тарасович владимировна".split(
    " ",
  );
const forms = "ооо тов фоп ао зао ип".split(" ");
const trades =
  "строй мед агро тех пром авто свет вода лес метал снаб торг дом хлеб вектор альфа омега север восток восход квант ритм факел титан".split(
    " ",
  );
const works =
  "сервис центр групп маркет трейд монтаж проект ресурс инвест лайн плюс союз мастер завод транс логист".split(
    " ",
  );
const latin =
  "ivan petr olga anna serg alex max kate tanya roman info sales office zakaz buh director oleg vlad nick stas".split(
    " ",
  );
const hosts = "mail.ru gmail.com ukr.net yandex.ru i.ua example.com meta.ua rambler.ru".split(" ");

/** So many contacts share a company. */
const colleagues = 20;
export const companiesOf = (contacts: number) => Math.ceil(contacts / colleagues);

/** A number without pattern below `n`, the same for the same row and `salt`. */
const scattered = (row: string, salt: number, n: number) =>
  `((((${row}) + 1) * ${40_503 + salt * 7_919} % 1000003) * ${1_000_000_007 + salt * 2_654_435} / 7919 % ${n})`;
/** Low numbers more often than high ones. */
const skewed = (row: string, salt: number, n: number) =>
  `(${scattered(row, salt, n)} * ${scattered(row, salt + 50, n)} / ${n})`;

/** One of the words; lists of a fixed width are all both databases need for it. */
function pick(words: readonly string[], index: string): string {
  const width = Math.max(...words.map((word) => word.length));
  const list = words.map((word) => word.padEnd(width)).join("");
  return `rtrim(substr('${list}', CAST(1 + ${width} * ${index} AS INTEGER), ${width}))`;
}

const written = (word: string) => word[0]!.toUpperCase() + word.slice(1);
const folded = (word: string) => word.replaceAll("ё", "е");

/** @param spell how people write it, or how it is compared */
function person(row: string, spell: "written" | "folded"): string {
  const first = spell === "written" ? written : folded;
  const rest = spell === "written" ? (word: string) => word : folded;
  const one = (words: string[], salt: number, as = first) =>
    pick(words.map(as), skewed(row, salt, words.length));
  const link = `CASE WHEN ${scattered(row, 5, 3)} = 0 THEN ${pick(links, scattered(row, 6, links.length))} || ${pick(middles, scattered(row, 7, middles.length))} ELSE '' END`;
  const patronymic = `CASE WHEN ${scattered(row, 8, 3)} = 0 THEN ' ' || ${one(patronymics, 9)} ELSE '' END`;
  return `${one(begins, 1)} || ${one(middles, 2, rest)} || ${link} || ${one(endings, 3, rest)} || ' ' || ${one(firstNames, 4)} || ${patronymic}`;
}

function company(row: string, spell: "written" | "folded"): string {
  const as = spell === "written" ? written : folded;
  const one = (words: string[], salt: number) =>
    pick(words.map(as), scattered(row, salt, words.length));
  return `${one(forms, 11)} || ' ' || ${one(trades, 12)} || ${pick(works, scattered(row, 13, works.length))} || ' ' || (${row})`;
}

const address = `${pick(latin, scattered("i", 21, latin.length))} || ${scattered("i", 22, 9973)} || '@' || ${pick(hosts, scattered("i", 23, hosts.length))}`;

export interface SeededNames {
  companyName: string;
  companyKey: string;
  /** Which company contact `i` is with: a row's number among the companies. */
  companyOf: string;
  name: string;
  email: string;
  /** Of every other contact, besides the number that counts up. */
  secondDigits: string;
  /** lib/search/search-text.ts, in SQL; `digits` are the first number's. */
  searchText(digits: string): string;
  companyKeyOf: string;
}

export function seededNames(dialect: Dialect, contacts: number): SeededNames {
  const companyOf = scattered("i", 31, companiesOf(contacts));
  const text = dialect === "sqlite" ? "" : "::text";
  const companyKeyOf = company(companyOf, "folded");
  const secondDigits = `CAST(380400000000 + ${scattered("i", 41, 99_999_989)} AS TEXT)`;
  return {
    companyName: company("i", "written"),
    companyKey: company("i", "folded"),
    companyOf,
    name: person("i", "written"),
    email: `(${address})${text}`,
    secondDigits,
    companyKeyOf,
    searchText: (digits) =>
      `${person("i", "folded")} || ' ' || ${companyKeyOf} || ' ' || ${address} || ' ' || ${digits}
       || CASE WHEN i % 2 = 0 THEN ' ' || ${secondDigits} ELSE '' END`,
  };
}
