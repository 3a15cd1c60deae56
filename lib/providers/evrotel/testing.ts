/** What Evrotel's tests share. */
import type { AdapterContext, ConnectContext, RawMessage } from "../contract";
import { evrotel } from "./adapter";
import type { Settings } from "./settings";

export const token = "G7bng65jYk8GF294";

export function settingsFor(more: Record<string, unknown> = {}): Settings {
  return evrotel.settings.parse({ token, billcode: "20558", ...more });
}

export interface TestContext
  extends AdapterContext<Settings>, Pick<ConnectContext<Settings>, "emit"> {
  messages: RawMessage[];
  logged: string[];
}

/** An inbox in memory that knows repeats by their key, as the real one does. */
export function contextFor(
  settings: Settings,
  options: { signal?: AbortSignal; now?: Date; firstId?: number } = {},
): TestContext {
  const messages: RawMessage[] = [];
  const logged: string[] = [];
  const write = (fields: object, text: string) => logged.push(`${text} ${JSON.stringify(fields)}`);
  const { signal = new AbortController().signal, firstId = 1 } = options;
  return {
    ...{ settings, messages, logged, fetch, signal },
    log: { debug: write, info: write, warn: write, error: write },
    now: () => options.now ?? new Date(),
    emit: (batch) =>
      Promise.resolve(
        batch.map((message) => {
          const known = messages.findIndex(({ key }) => key === message.key);
          if (known >= 0) return firstId + known;
          return firstId + messages.push(message) - 1;
        }),
      ),
  };
}

/** The header of a WAV file and `seconds` of silence. */
export function wav(
  format: { code?: number; channels?: number; rate?: number; bits?: number; seconds?: number } = {},
): Uint8Array<ArrayBuffer> {
  const { code = 1, channels = 1, rate = 8000, bits = 16, seconds = 1 } = format;
  const frame = (channels * bits) / 8;
  const size = rate * frame * seconds;
  const file = Buffer.alloc(44 + size);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + size, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(code, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * frame, 28);
  file.writeUInt16LE(frame, 32);
  file.writeUInt16LE(bits, 34);
  file.write("data", 36);
  file.writeUInt32LE(size, 40);
  return new Uint8Array(file);
}
