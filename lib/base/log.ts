/**
 * JSON lines on stdout, one per state change. Values that may carry a password (URLs with a query,
 * tokens, cookies) are never passed to it; the redaction below is the second lock, not the first.
 */
import { pino, type Logger } from "pino";
import { processSlot } from "./process-slot";

const slot = processSlot<Logger>("log");

export function openLog(level: string): Logger {
  const logger = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
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
  });
  slot.set(logger);
  return logger;
}

/** The process's logger; silent until server.ts (or a test) opens it. */
export function log(): Logger {
  return slot.peek() ?? openLog("silent");
}
