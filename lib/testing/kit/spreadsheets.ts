/** Files as spreadsheets write them, for the tests of what reads them. */
import writeXlsxFile from "write-excel-file/node";

type CellValue = string | number | Date | null;

/** Node encodes no Windows-1251; its Cyrillic block is a plain shift. */
export function cp1251(text: string): Buffer {
  const codes = Array.from(text, (letter) => {
    const code = letter.codePointAt(0)!;
    if (letter === "ё") return 0xb8;
    return code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
  });
  return Buffer.from(codes);
}

export function spreadsheet(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  const cells = rows.map((row) =>
    row.map((value) => {
      if (value === null) return null;
      if (value instanceof Date) return { value, format: "dd.mm.yyyy" };
      return { value: value as Exclude<CellValue, null | Date> };
    }),
  );
  return writeXlsxFile(cells as never).toBuffer();
}
