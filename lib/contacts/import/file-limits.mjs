/** How much of a file is taken in: what holds more is refused while it is read, with the place. */

/** What Excel takes in one cell, in characters. A longer one is cut here, and its row refused later. */
export const longestCell = 32_767;
/** Of one row, in bytes; as one it is read to its end, so a quote that is never closed ends here. */
export const longestRow = 8 * 1024 * 1024;
/** What Excel takes in one sheet. */
export const mostRows = 1_048_576;
/** Wider files are no address books. */
export const widestRow = 1_000;
/** Of a sheet, gaps among them: the reader fills them. */
export const mostCells = 10_000_000;
/** Of the parts of a spreadsheet's archive, and of all of them unpacked, in bytes. */
export const mostParts = 2_000;
export const mostUnpacked = 200 * 1024 * 1024;

/** The file holds more than that. */
export class TooMuch extends Error {
  /**
   * @param {"TOO_LARGE" | "TOO_WIDE" | "TOO_MANY_ROWS"} code
   * @param {{ line: number, column?: number }} [place] both counted from 1
   */
  constructor(code, place) {
    super(code);
    this.code = code;
    this.place = place;
  }
}
