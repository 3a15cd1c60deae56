// Loaded before a program (`node --import`): its Date is off by the milliseconds that the file named
// by CLOCK_SHIFT_FILE holds, soon after they are written there; a file beside it, named after the process, says what it
// goes by. Timers keep their own time.
import { readFileSync, writeFileSync } from "node:fs";

const RealDate = Date;
const file = process.env.CLOCK_SHIFT_FILE;
let shift = 0;
function read() {
  const written = Number(readFileSync(file, "utf8")) || 0;
  if (written === shift) return;
  shift = written;
  writeFileSync(`${file}-${process.pid}`, String(shift));
}
read();
setInterval(read, 50).unref();

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [Date.now()] : given));
  }
  static now() {
    return RealDate.now() + shift;
  }
  // Its own, not inherited: Next copies the properties of the one it finds to its own.
  static UTC = RealDate.UTC;
  static parse = RealDate.parse;
};
