/** What simulators serve as a recording: a WAV, by ranges, as a web server does. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** As exchanges record, mono with 16 bits. */
const rate = 8_000;
const seconds = 24;
/** Two voices in turn, three seconds each, so that a listener hears the position. In Hz. */
const voices = [262, 330] as const;
const turn = 3;

let made: Buffer | null = null;

/** 24 seconds whose position can be heard and seen. */
export function simulatedRecording(): Buffer {
  return (made ??= makeWav());
}

function makeWav(): Buffer {
  const wav = silentWav(seconds, { rate });
  for (let index = 0; index < rate * seconds; index += 1) {
    setSample(wav, index, sampleAt(index / rate));
  }
  return wav;
}

/** A soft tone that swells and fades like syllables. */
function sampleAt(time: number): number {
  const pitch = voices[Math.floor(time / turn) % voices.length]!;
  const syllable = Math.sin(Math.PI * ((time * 2.5) % 1)) ** 2;
  const tone = Math.sin(2 * Math.PI * pitch * time) + 0.3 * Math.sin(4 * Math.PI * pitch * time);
  return Math.round(6_000 * syllable * tone);
}

/** Answers a GET or HEAD for a recording, whole or a range of it. */
export function answerRecording(request: IncomingMessage, response: ServerResponse): void {
  const wav = simulatedRecording();
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  const from = range ? Number(range[1]) : 0;
  const to = Math.min(range?.[2] ? Number(range[2]) : wav.length - 1, wav.length - 1);
  const headers = { "content-type": "audio/wav", "accept-ranges": "bytes" };
  if (from > to) {
    response.writeHead(416, { ...headers, "content-range": `bytes */${wav.length}` }).end();
    return;
  }
  response.writeHead(range ? 206 : 200, {
    ...headers,
    "content-length": to - from + 1,
    ...(range && { "content-range": `bytes ${from}-${to}/${wav.length}` }),
  });
  response.end(request.method === "HEAD" ? undefined : wav.subarray(from, to + 1));
}

/** Makes WAV files: PCM unless the format says otherwise. */

export interface WavFormat {
  /** 1 is PCM. @default 1 */
  code?: number;
  /** @default 1 */
  channels?: number;
  /** Samples a second. @default 8000 */
  rate?: number;
  /** Bits of a sample. @default 16 */
  bits?: number;
}

const headerLength = 44;

/** @returns silence of this length; samples begin at byte 44 */
export function silentWav(seconds: number, format: WavFormat = {}): Buffer<ArrayBuffer> {
  const { code = 1, channels = 1, rate = 8_000, bits = 16 } = format;
  const frame = (channels * bits) / 8;
  const size = rate * frame * seconds;
  const wav = Buffer.alloc(headerLength + size);
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(36 + size, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(code, 20);
  wav.writeUInt16LE(channels, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * frame, 28);
  wav.writeUInt16LE(frame, 32);
  wav.writeUInt16LE(bits, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(size, 40);
  return wav;
}

/** @param value from -32768 to 32767; of a mono file with 16 bits a sample */
function setSample(wav: Buffer, index: number, value: number): void {
  wav.writeInt16LE(value, headerLength + index * 2);
}
