/** A spreadsheet is a zip archive, and 50 MB of one can hold terabytes: looked at before it is unpacked. */
import { open } from "node:fs/promises";
import { createInflateRaw } from "node:zlib";

const most = { entries: 2_000, unpacked: 600 * 1024 * 1024 };

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = { signature: 0x04034b50, size: 30 };
const [stored, deflated] = [0, 8];

class UnreadableFile extends Error {
  /** @param {"FILE_TOO_LARGE" | "INVALID_ZIP"} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * Sizes are counted, not believed: what an archive says of itself may be wrong on purpose.
 * @param {string} path
 * @throws {UnreadableFile} when it is no archive, or would unpack to more than a spreadsheet needs
 */
export async function refuseBomb(path) {
  const file = await open(path);
  try {
    const entries = await readDirectory(file);
    if (entries.length > most.entries) throw new UnreadableFile("FILE_TOO_LARGE");
    let unpacked = 0;
    for (const entry of entries) {
      unpacked += await unpackedSize(file, entry, most.unpacked - unpacked);
      if (unpacked > most.unpacked) throw new UnreadableFile("FILE_TOO_LARGE");
    }
  } finally {
    await file.close();
  }
}

async function readDirectory(file) {
  const { size } = await file.stat();
  const tail = await read(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(signatureBytes(endOfDirectory));
  if (end < 0) throw new UnreadableFile("INVALID_ZIP");
  const directory = await read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === directoryEntry) {
    entries.push({
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + directory.readUInt16LE(at + field), 0);
  }
  return entries;
}

async function unpackedSize(file, { method, packed, offset }, limit) {
  const header = await read(file, offset, localHeader.size);
  if (header.length < localHeader.size || header.readUInt32LE(0) !== localHeader.signature) {
    throw new UnreadableFile("INVALID_ZIP");
  }
  if (method === stored) return packed;
  if (method !== deflated) throw new UnreadableFile("INVALID_ZIP");
  const start = offset + localHeader.size + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (packed === 0) return 0;
  const stream = file
    .createReadStream({ start, end: start + packed - 1, autoClose: false })
    .compose(createInflateRaw());
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) break;
  }
  return size;
}

async function read(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function signatureBytes(signature) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}
