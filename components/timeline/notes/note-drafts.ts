/**
 * Notes typed during calls, in this browser until the server has them: they survive a reload, another
 * tab, sleep and a lost network. One store a page; the browser's storage carries it to other tabs.
 */
export interface NoteDraft {
  text: string;
  /** The server does not have this text yet. */
  unsent: boolean;
  /** When it was typed, or taken by the server, in ms. */
  at: number;
}

export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** How long somebody pauses in typing before it is sent, and how often it is tried again, in ms. */
export const pause = 600;
export const retry = 10_000;
/** What the server has had for a day is found there. */
const kept = 24 * 60 * 60 * 1000;
const prefix = "tinycrm.call-note.";

export interface NoteDrafts {
  subscribe(onChange: () => void): () => void;
  /** As stored: equal as long as nothing has changed. */
  raw(userId: string, callId: string): string | null;
  type(userId: string, callId: string, text: string): void;
  /** Sends what waits, now. */
  flush(userId: string, callId: string): Promise<void>;
  /** The server has this text, by another way. */
  sent(userId: string, callId: string, text: string): void;
  /** What the server has, as asked for at `askedAt`: newer than a draft it took before that. */
  served(userId: string, callId: string, text: string | null, askedAt: number): void;
  /** Sends everything of this person's that still waits, and forgets what is old. */
  sweep(userId: string): void;
  /** Sends everything of this person's that still waits, then forgets all that the server has. */
  leave(userId: string): Promise<void>;
  /** Something was stored by another tab. */
  changedElsewhere(): void;
}

/** This browser's; in a browser that forbids it, or has no room, a page's memory at least outlives the field. */
export function browserStorage(): DraftStorage {
  const probe = "tinycrm.probe";
  try {
    window.localStorage.setItem(probe, "");
    window.localStorage.removeItem(probe);
    return window.localStorage;
  } catch {
    return memoryStorage();
  }
}

export function memoryStorage(): DraftStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}

/** @param save sends the text; false when the server did not take it */
export function createNoteDrafts(
  storage: DraftStorage,
  save: (callId: string, text: string) => Promise<boolean>,
): NoteDrafts {
  const listeners = new Set<() => void>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const sending = new Set<string>();
  const keyOf = (userId: string, callId: string) => `${prefix}${userId}.${callId}`;
  const tell = () => listeners.forEach((listener) => listener());

  function read(key: string): NoteDraft | null {
    const raw = storage.getItem(key);
    return raw === null ? null : (JSON.parse(raw) as NoteDraft);
  }
  function write(key: string, draft: NoteDraft | null): void {
    if (draft) storage.setItem(key, JSON.stringify(draft));
    else storage.removeItem(key);
    tell();
  }
  function sendIn(delay: number, key: string): void {
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => void send(key), delay),
    );
  }
  async function send(key: string): Promise<void> {
    clearTimeout(timers.get(key));
    const draft = read(key);
    if (!draft?.unsent || sending.has(key)) return;
    sending.add(key);
    const callId = key.slice(key.lastIndexOf(".") + 1);
    const taken = await save(callId, draft.text).catch(() => false);
    sending.delete(key);
    const now = read(key);
    if (!now?.unsent) return;
    if (taken && now.text === draft.text) write(key, { ...now, unsent: false, at: Date.now() });
    else sendIn(taken ? pause : retry, key);
  }

  const keysOf = (userId: string) =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter(
      (key): key is string => key?.startsWith(keyOf(userId, "")) ?? false,
    );

  return {
    subscribe(onChange) {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    raw: (userId, callId) => storage.getItem(keyOf(userId, callId)),
    type(userId, callId, text) {
      const key = keyOf(userId, callId);
      write(key, { text, unsent: true, at: Date.now() });
      sendIn(pause, key);
    },
    flush: (userId, callId) => send(keyOf(userId, callId)),
    sent(userId, callId, text) {
      const key = keyOf(userId, callId);
      if (read(key)?.text === text) write(key, { text, unsent: false, at: Date.now() });
    },
    served(userId, callId, text, askedAt) {
      const key = keyOf(userId, callId);
      const draft = read(key);
      if (draft ? draft.unsent || draft.at >= askedAt : text === null) return;
      if ((draft?.text ?? "") === (text ?? "")) return;
      write(key, text === null ? null : { text, unsent: false, at: askedAt });
    },
    sweep(userId) {
      for (const key of keysOf(userId)) {
        const draft = read(key);
        if (draft?.unsent) void send(key);
        else if (draft && draft.at < Date.now() - kept) write(key, null);
      }
    },
    async leave(userId) {
      await Promise.all(keysOf(userId).map(send));
      for (const key of keysOf(userId)) if (!read(key)?.unsent) write(key, null);
    },
    changedElsewhere: tell,
  };
}
