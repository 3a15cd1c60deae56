/** Texts as nobody writes them: a megabyte of one sign, or of two, with and without something that fits no pattern. */

const megabyte = 1024 * 1024;

/** Every class of character that some pattern looks for. */
export const signs = [
  ..." \t\n\r\0;,|/\\<>()[]{}&\"'`+-–_.@:%#?!=*~^$€0189aezxXwpAZжйЯёієґ",
  "\u00a0",
  "\u200b",
  "\u2028",
  "\ufeff",
  "\u0301",
  "\u0323\u0301",
  "é",
  "ﷺ",
  "＝",
  "語",
  "😀",
  "\ud800",
];

/** What looks like the beginning of something, again and again. */
const beginnings = [
  "a,",
  "1,",
  "1 ",
  "1;",
  "a ",
  "<a",
  "a@",
  "a.",
  "a@b.",
  "(1",
  "1(",
  "()",
  "+7",
  ", ",
  ";\n",
  '",',
  '""',
  "'=",
  "\r\n",
  "%D0",
  "&a;",
  "a=b&",
  "1-1",
  "a:1,",
  "work phone ",
  "invalid ",
  "token=",
  "http://",
  "x5",
  "\t=",
];

export interface HostileText {
  name: string;
  /** What is repeated. */
  pump: string;
  /** @param size in characters, about */
  of(size?: number): string;
}

export function repeated(pump: string, before = "", after = ""): HostileText {
  return {
    name: JSON.stringify([before, pump, after].filter(Boolean).join("…")).slice(0, 60),
    pump,
    of: (size = megabyte) => before + pump.repeat(Math.ceil(size / pump.length)) + after,
  };
}

const pumps = [...signs, ...beginnings];

/** A sign, or a beginning, and nothing else. */
export const evenTexts: HostileText[] = pumps.map((pump) => repeated(pump));

/** The same with an end that a pattern which looks for the end there does not expect. */
export const brokenTexts: HostileText[] = pumps.map((pump) => repeated(pump, "", "\0!\n"));
