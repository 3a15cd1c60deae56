/**
 * The sound that Evrotel plays: WAV, PCM, mono, 16 bit, 8000 Hz. Evrotel does not report another
 * format, so it is checked before. The check reads five numbers of one chunk itself: existing readers
 * decode whole files in memory, without a limit.
 */
import { ProviderError } from "../contract";

const pcm = 1;
/** WAVE_FORMAT_EXTENSIBLE: the real format is in the first two bytes of the sub-format. */
const extensible = 0xfffe;

/** @throws {ProviderError} `wrong-sound`, naming all that is wrong */
export function checkSound(bytes: Uint8Array): void {
  const faults = faultsOf(bytes);
  if (faults.length > 0) throw new ProviderError("wrong-sound", faults.join("; "), "sound");
}

function faultsOf(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (tag(view, 0) !== "RIFF" || tag(view, 8) !== "WAVE") return ["not a WAV file"];
  const format = chunk(view, "fmt ")?.body;
  if (!format || format.byteLength < 16) return ["a WAV file that does not tell its format"];
  const data = chunk(view, "data");
  return [...formatFaults(format), ...dataFaults(data)];
}

/** Programs that write into a pipe can't know the length, and give the largest there is. */
const unknownLength = 0x7fff_0000;

function dataFaults(data: { body: DataView; size: number } | null): string[] {
  if (!data?.body.byteLength) return ["no sound in it"];
  const { body, size } = data;
  if (size <= body.byteLength || size >= unknownLength) return [];
  return [`cut off: ${body.byteLength} of ${size} bytes of sound are there`];
}

function formatFaults(format: DataView): string[] {
  const declared = format.getUint16(0, true);
  const code =
    declared === extensible && format.byteLength >= 26 ? format.getUint16(24, true) : declared;
  const channels = format.getUint16(2, true);
  const rate = format.getUint32(4, true);
  const bits = format.getUint16(14, true);
  const faults: string[] = [];
  if (code !== pcm) faults.push(`compressed (format ${code}): must be PCM`);
  if (channels === 2) faults.push("stereo: must be mono");
  else if (channels !== 1) faults.push(`${channels} channels: must be mono`);
  if (bits !== 16) faults.push(`${bits} bit: must be 16 bit`);
  if (rate !== 8000) faults.push(`${rate} Hz: must be 8000 Hz`);
  return faults;
}

/** The first chunk of this name: its size as it is told, and its body as far as the file goes. */
function chunk(view: DataView, name: string): { body: DataView; size: number } | null {
  for (let at = 12; at + 8 <= view.byteLength;) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (tag(view, at) === name) {
      const there = Math.min(size, view.byteLength - body);
      return { body: new DataView(view.buffer, view.byteOffset + body, there), size };
    }
    // Chunks begin at even offsets.
    at = body + size + (size % 2);
  }
  return null;
}

function tag(view: DataView, at: number): string {
  if (at + 4 > view.byteLength) return "";
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
}
