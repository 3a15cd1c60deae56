/** What simulators serve as a recording: a WAV, by ranges, as a web server does. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** As exchanges record: PCM, mono, 16 bit. */
const rate = 8_000;
const bytesPerSample = 2;
const headerLength = 44;
const seconds = 24;
/** Two voices in turn, three seconds each, so that it can be heard where one is. In Hz. */
const voices = [262, 330] as const;
const turn = 3;

let made: Buffer | null = null;

/** 24 seconds that tell by ear, and by eye, how far one is. */
export function simulatedRecording(): Buffer {
  return (made ??= makeWav());
}

function makeWav(): Buffer {
  const samples = rate * seconds;
  const wav = Buffer.alloc(headerLength + samples * bytesPerSample);
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * bytesPerSample, 28);
  wav.writeUInt16LE(bytesPerSample, 32);
  wav.writeUInt16LE(8 * bytesPerSample, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(samples * bytesPerSample, 40);
  for (let index = 0; index < samples; index += 1) {
    wav.writeInt16LE(sampleAt(index / rate), headerLength + index * bytesPerSample);
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
