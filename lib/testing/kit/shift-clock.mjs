// Loaded before a program (`node --import`): its Date is off by the milliseconds that the file named
// by CLOCK_SHIFT_FILE holds, from the moment they are written there. Timers keep their own time.
import { readFileSync } from "node:fs";

const RealDate = Date;
let shift = 0;
const read = () => (shift = Number(readFileSync(process.env.CLOCK_SHIFT_FILE, "utf8")) || 0);
read();
setInterval(read, 50).unref();

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [Date.now()] : given));
  }
  static now() {
    return RealDate.now() + shift;
  }
};
