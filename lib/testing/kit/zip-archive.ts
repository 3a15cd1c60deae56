/** Zip archives, honest ones and others, for the tests of what unpacks them. */
import { deflateRawSync } from "node:zlib";

export interface ZipPart {
  name: string;
  content: string | Buffer;
  /** What the archive says it unpacks to, in bytes. @default the truth */
  said?: number;
  /** Left out of the directory at the end. */
  hidden?: boolean;
}

/** Large ones are used again. */
const packedBefore = new WeakMap<Buffer, Buffer>();

function packed(content: string | Buffer): Buffer {
  if (typeof content === "string") return deflateRawSync(content);
  const known = packedBefore.get(content) ?? deflateRawSync(content, { level: 1 });
  packedBefore.set(content, known);
  return known;
}

export function zipArchive(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, said = content.length, hidden } of parts) {
    const bytes = packed(content);
    // Version, flags, method, time, date, checksum, sizes, lengths of name and extra field.
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(bytes.length, 14);
    about.writeUInt32LE(said, 18);
    about.writeUInt16LE(name.length, 22);
    files.push(Buffer.from("PK\u0003\u0004"), about, Buffer.from(name), bytes);
    // Comment's length, disk, attributes, and where the file begins.
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const entry = [Buffer.from("PK\u0001\u0002\u0014\u0000"), about, rest, Buffer.from(name)];
    if (!hidden) directory.push(...entry);
    offset += 30 + name.length + bytes.length;
  }
  const list = Buffer.concat(directory);
  const count = parts.filter(({ hidden }) => !hidden).length;
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, list, Buffer.from("PK\u0005\u0006"), end]);
}

const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const sheetPath = "xl/worksheets/sheet1.xml";

/** An Excel workbook of one sheet. @param rows what stands in its `sheetData` */
export function workbook(rows: string, others: readonly ZipPart[] = []): ZipPart[] {
  return [
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns:r="${relations}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: sheetPath,
      content: `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    },
    ...others,
  ];
}

export const textCell = (place: string, text: string) =>
  `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
