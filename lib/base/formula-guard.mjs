/**
 * Texts that no spreadsheet calculates, whatever it takes for the separator: an apostrophe stands before
 * each sign that begins a formula, at the text's beginning and behind everything that separates cells or
 * lines, blanks and quotes in between left aside. Where apostrophes stand already there is one more, so
 * that the text comes back as it was.
 */

/**
 * Where the apostrophe goes, or is. Before a sign: what leads back to a separator is looked at there
 * alone, so that the work grows with the text and no faster. Before a tab or a return: only where a cell
 * or a line begins with it.
 */
const unguardedPlace =
  /(?<!')(?='*[=+\-@＝＋－＠])(?<=(?:^|[,;|\t\r\n])[\s"]*)|(?<!')(?='*[\t\r\n])(?<=^|[,;|])|(?<!')(?='*\t)(?<=[\r\n])|(?<!')(?='*\r)(?<=\t)/g;
const guardedPlace =
  /(?<!')'(?='*[=+\-@＝＋－＠])(?<=(?:^|[,;|\t\r\n])[\s"]*')|(?<!')'(?='*[\t\r\n])(?<=(?:^|[,;|])')|(?<!')'(?='*\t)(?<=[\r\n]')|(?<!')'(?='*\r)(?<=\t')/g;

/**
 * @param {string} text
 * @returns {string}
 */
export function guarded(text) {
  return text.replace(unguardedPlace, "'");
}

/**
 * What `guarded` was given. A foreign file's text stays as it is, but for an apostrophe in such a place.
 * @param {string} text
 * @returns {string}
 */
export function unguarded(text) {
  return text.replace(guardedPlace, "");
}
