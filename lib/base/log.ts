/**
 * JSON lines on stdout, one per state change. Values that may carry a password (URLs with a query,
 * tokens, cookies) are never passed to it; the redaction below is the second lock, not the first.
 */
import { pino, type Logger, type LoggerOptions } from "pino";
import { createLogWriter } from "./log-writer";
import { processSlot } from "./process-slot";
import { isStorageFailure } from "./storage-failure";

const slot = processSlot<Logger>("log");

export function openLog(level: string): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: [
        "password",
        "*.password",
        "settings",
        "*.settings",
        "url",
        "*.url",
        "cookie",
        "*.cookie",
      ],
      censor: "[hidden]",
    },
  };
  const logger = pino(options, createLogWriter());
  slot.set(logger);
  return logger;
}

/** Of a database that is away, where in the program it was asked says nothing: one sentence does. */
function describeError(error: Error): object {
  if (!isStorageFailure(error)) return pino.stdSerializers.err(error);
  const { code } = error as { code?: unknown };
  return { code, message: error.message.trim().split("\n").at(-1) };
}

/** The process's logger; silent until server.ts (or a test) opens it. */
export function log(): Logger {
  return slot.peek() ?? openLog("silent");
}
