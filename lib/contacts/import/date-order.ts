/** Which way round a file writes dates with slashes: 04/03 is the fourth of March in Europe, the third of April in America. */
const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/\d{4})?$/;

/** A day that is above twelve gives the order away. */
const months = 12;

function partsOf(cells: readonly string[]): (readonly [first: number, second: number])[] {
  return cells.flatMap((cell) => {
    const match = slashed.exec(cell.trim());
    return match ? [[Number(match[1]), Number(match[2])] as const] : [];
  });
}

/** @param cells of the columns of dates, as they stand in the file */
export function hasSlashes(cells: readonly string[]): boolean {
  return partsOf(cells).length > 0;
}

/**
 * @param cells of the columns of dates, as they stand in the file
 * @param isAmerican the program that wrote the file puts the month first
 */
export function isMonthFirst(cells: readonly string[], isAmerican: boolean): boolean {
  const dates = partsOf(cells);
  if (dates.some(([first]) => first > months)) return false;
  return dates.some(([, second]) => isAmerican || second > months);
}
