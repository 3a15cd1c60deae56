/** Callers who don't show their number, whatever exchanges and providers write in its place. */
import { visibleText } from "./number-text";

const words = new Set(
  (
    "anonymous anon anonymus restricted unknown private privatenumber withheld unavailable notavailable na blocked hidden " +
    "hiddennumber nonumber nocallerid callerid undisclosed suppressed asserted none null undefined nil secret " +
    "callerwithheld numberwithheld withheldnumber calleridblocked calleridwithheld nan " +
    "anonim anonymousinvalid unknownnumber unknowncaller anonymouscaller privatecaller outofarea clir o p u " +
    "скрыт скрытый скрытыйномер номерскрыт скрытномер аноним анонимный анонимно неизвестен неизвестный неизвестно " +
    "неизвестныйномер номернеопределен неопределен номернеизвестен безномера закрытый запрещен " +
    "засекречен засекреченный номерзасекречен засекреченныйномер антиопределитель антиаон аоннеопределен " +
    "прихований приховано прихованийномер номерприховано анонім анонімний анонімно невідомий невідомо невідомийномер " +
    "номерневідомий невизначений номерневизначено невизначено засекречений засекречено номерзасекречено засекреченийномер безномера заборонено"
  ).split(" "),
);

/** Longer text is a name, in characters. */
const longest = 64;

/** The address of RFC 3323, in quotes, brackets or with a host, is one word in the end. */
export function isHiddenNumber(raw: string): boolean {
  const text = visibleText(raw.slice(0, 2 * longest));
  if (text === "" || /^[-+*#\s.?]*$/.test(text)) return true;
  // ANONYMOUS on a telephone's keys, as some exchanges send it.
  if (/^-\d$/.test(text) || /^\+?0{4,}$/.test(text) || text === "266696687") return true;
  if (text.length > longest) return false;
  const address = text.slice(text.lastIndexOf("<") + 1).replace(/^sips?:/i, "");
  const names = [text, address].map((one) => one.split("@", 1)[0]!);
  return names.some((name) => !/\d/.test(name) && words.has(plain(name)));
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}]+/gu, "");
