/** Tells of a trouble when it begins and when it is over, and not each time in between. */
interface TroubleLogger {
  info(about: object, words: string): void;
  error(about: object, words: string): void;
}

export interface TroubleLog {
  failed(error: unknown, about?: object): void;
  passed(): void;
}

/** @param words of its beginning and of its end */
export function createTroubleLog(
  log: TroubleLogger,
  words: { failed: string; passed: string },
): TroubleLog {
  let failures = 0;
  return {
    failed(error, about = {}) {
      failures += 1;
      if (failures === 1) log.error({ err: error, ...about }, words.failed);
    },
    passed() {
      if (failures > 0) log.info({ failures }, words.passed);
      failures = 0;
    },
  };
}
