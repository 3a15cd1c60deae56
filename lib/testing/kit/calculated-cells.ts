/** What of a CSV file a spreadsheet would calculate that cuts it at separators of its own. */

const separators = [",", ";", "\t", "|"];

/**
 * Cells that begin with a formula's sign, as the least careful reader sees them: it cuts at each line's
 * end and at each separator, in quotes or not, and leaves blanks and quotes aside.
 */
export function calculatedCells(file: string): string[] {
  const text = file.replace(/^\uFEFF/, "");
  return separators.flatMap((separator) =>
    text
      .split(/\r\n|\n|\r/)
      .flatMap((line) => line.split(separator))
      .filter((cell) => /^[\s"]*[=+\-@＝＋－＠]/.test(cell)),
  );
}
