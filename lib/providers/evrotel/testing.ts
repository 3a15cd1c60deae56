/** What Evrotel's tests share. */
import type { AdapterContext, ConnectContext, RawMessage } from "../contract";
import { localFetch, localSocket } from "../testing";
import { silentWav, type WavFormat } from "../kit/simulated-recording";
import { settings, type Settings } from "./settings";

export const token = "G7bng65jYk8GF294";

export function settingsFor(more: Record<string, unknown> = {}): Settings {
  return settings.parse({ token, billcode: "20558", ...more });
}

export interface TestContext
  extends AdapterContext<Settings>, Pick<ConnectContext<Settings>, "emit"> {
  messages: RawMessage[];
  logged: string[];
}

/** An inbox in memory that knows repeats by their key, as the real one does. */
export function contextFor(
  own: Settings,
  options: { signal?: AbortSignal; now?: Date; firstId?: number } = {},
): TestContext {
  const messages: RawMessage[] = [];
  const logged: string[] = [];
  const write = (fields: object, text: string) => logged.push(`${text} ${JSON.stringify(fields)}`);
  const { signal = new AbortController().signal, firstId = 1 } = options;
  return {
    settings: own,
    messages,
    logged,
    fetch: localFetch,
    openSocket: localSocket,
    signal,
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

/** A WAV file of silence. */
export function wav({
  seconds = 1,
  ...format
}: WavFormat & { seconds?: number } = {}): Uint8Array<ArrayBuffer> {
  return new Uint8Array(silentWav(seconds, format));
}
