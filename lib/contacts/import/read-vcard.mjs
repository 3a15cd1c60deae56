/**
 * vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350) as a table: a heading, then a row for each card. Several
 * numbers stand in one cell, each with what it is for in brackets.
 */

const headings = ["fn", "org", "title", "tel", "email", "bday", "categories", "note"].map(
  (name) => `vcard ${name}`,
);

/** More of one card is not read, in lines: pictures are long. */
const mostLines = 5_000;

/** @param {AsyncIterable<string>} text with line feeds alone */
export async function* cardRows(text) {
  yield { line: 1, cells: headings };
  let card = null;
  for await (const { line, content } of unfolded(linesOf(text))) {
    const mark = content.trim().toUpperCase();
    if (mark === "BEGIN:VCARD") {
      if (card) yield rowOf(card);
      card = { line, entries: [] };
    } else if (mark === "END:VCARD" && card) {
      yield rowOf(card);
      card = null;
    } else if (card && card.entries.length < mostLines) card.entries.push(entryOf(content));
  }
  // A card whose end was cut off: what is there of it is somebody all the same.
  if (card) yield rowOf(card);
}

const rowOf = ({ line, entries }) => ({ line, cells: cellsOf(entries) });

async function* linesOf(text) {
  let held = "";
  let line = 0;
  for await (const chunk of text) {
    const lines = (held + chunk).split("\n");
    held = lines.pop();
    for (const content of lines) yield { line: ++line, content };
  }
  if (held !== "") yield { line: ++line, content: held };
}

/** A line that begins with a blank, or follows a soft break of quoted-printable, goes on with the one before. */
async function* unfolded(lines) {
  let open = null;
  for await (const { line, content } of lines) {
    const isQuoted = open?.content.endsWith("=") && /QUOTED-PRINTABLE/i.test(open.content);
    if (open && /^[ \t]/.test(content)) open.content += content.slice(1);
    else if (isQuoted) open.content = open.content.slice(0, -1) + content;
    else {
      if (open) yield open;
      open = { line, content };
    }
  }
  if (open) yield open;
}

/** `item1.TEL;type=CELL:+380…` → its name, group, parameters and value. */
function entryOf(content) {
  const colon = endOfName(content);
  const [path = "", ...parameters] = content.slice(0, colon).split(";");
  const [name, group = ""] = path.split(".").reverse();
  const types = parameters.flatMap((one) => one.replace(/^type=/i, "").split(","));
  const value = content.slice(colon + 1);
  const charset = parameters.find((one) => /^charset=/i.test(one))?.slice(8) ?? "utf-8";
  const isQuoted = parameters.some((one) => /quoted-printable/i.test(one));
  return {
    name: name.toUpperCase(),
    group: group.toLowerCase(),
    types: types.map((type) => type.replaceAll('"', "").toLowerCase()),
    value: isQuoted ? fromQuotedPrintable(value, charset) : value,
  };
}

/** The first colon that is not within quotes. */
function endOfName(content) {
  let quoted = false;
  for (let at = 0; at < content.length; at++) {
    if (content[at] === '"') quoted = !quoted;
    if (content[at] === ":" && !quoted) return at;
  }
  return content.length;
}

function fromQuotedPrintable(text, charset) {
  const bytes = [];
  for (let at = 0; at < text.length; at++) {
    const code = text[at] === "=" ? text.slice(at + 1, at + 3) : "";
    if (/^[\da-f]{2}$/i.test(code)) {
      bytes.push(Number.parseInt(code, 16));
      at += 2;
    } else bytes.push(...Buffer.from(text[at]));
  }
  try {
    return new TextDecoder(charset).decode(Uint8Array.from(bytes));
  } catch {
    return Buffer.from(bytes).toString("utf8");
  }
}

const plain = (value) =>
  value.replace(/\\([nN,;:\\])/g, (_, sign) => (sign === "n" || sign === "N" ? "\n" : sign)).trim();
const partsOf = (value) => value.split(/(?<!\\);/).map(plain);

/** Words of the types that say what a number is for. */
const purposes = [
  ["fax", "fax"],
  ["cell", "mobile"],
  ["mobile", "mobile"],
  ["iphone", "mobile"],
  ["work", "work"],
  ["home", "home"],
];

function cellsOf(entries) {
  const all = (name) => entries.filter((entry) => entry.name === name && entry.value.trim() !== "");
  const first = (name) => plain(all(name)[0]?.value ?? "");
  const nameParts = partsOf(all("N")[0]?.value ?? "");
  const [last = "", given = "", middle = ""] = nameParts;
  const numbers = all("TEL").map((entry) => {
    const number = plain(entry.value).replace(/^tel:/i, "").replaceAll(";ext=", " ext. ");
    const label = labelOf(entry, entries);
    return label ? `${number} (${label})` : number;
  });
  return [
    first("FN") || [given, middle, last].filter(Boolean).join(" "),
    partsOf(all("ORG")[0]?.value ?? "")[0],
    first("TITLE"),
    numbers.join("; "),
    all("EMAIL")
      .map(({ value }) => plain(value))
      .join("; "),
    dayOf(first("BDAY")),
    all("CATEGORIES")
      .flatMap(({ value }) => plain(value).split(","))
      .filter((group) => group.trim() !== "myContacts")
      .join(", "),
    all("NOTE")
      .map(({ value }) => plain(value))
      .join("\n"),
  ];
}

/** Apple's own labels stand in a line of their group: `item1.X-ABLabel:_$!<Mobile>!$_`. */
function labelOf({ group, types }, entries) {
  const own = group && entries.find((one) => one.name === "X-ABLABEL" && one.group === group);
  const words = own ? plain(own.value).replace("_$!<", "").replace(">!$_", "") : "";
  return (words || (purposes.find(([type]) => types.includes(type))?.[1] ?? "")).replace(
    /[()\d]/g,
    "",
  );
}

/** 19870311, 1987-03-11T00:00:00Z and --0311 alike. */
function dayOf(text) {
  const found = /^(\d{4}|--)-?(\d{2})-?(\d{2})/.exec(text);
  if (!found) return text;
  const [, year, month, day] = found;
  const known = year !== "--" && year !== "1604";
  return known ? `${day}.${month}.${year}` : `${day}.${month}`;
}
