/**
 * A spreadsheet's number as a person would write it: no exponent ("7.9001234567E10" is a telephone),
 * and no more digits than the spreadsheet itself shows.
 * @param {string} text as it stands in the file
 * @returns {string}
 */
export function plainNumber(text) {
  if (/^-?\d+$/.test(text)) return text;
  const rounded = String(Number(Number(text).toPrecision(15)));
  const parts = /^(-?)(\d)(?:\.(\d+))?e\+(\d+)$/.exec(rounded);
  if (!parts) return rounded;
  const [, sign, first, rest = "", exponent] = parts;
  return `${sign}${first}${rest.padEnd(Number(exponent), "0")}`;
}
