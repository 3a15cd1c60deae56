/** How long something takes, and for how long this process did nothing else meanwhile. */
import { now } from "./clock";

export interface Held {
  /** In ms. */
  took: number;
  /**
   * The longest work without a turn for anybody else, in ms of the processor, whoever else has the machine: no
   * call was heard meanwhile, no page answered.
   */
  longest: number;
  /** Of the processor, in ms. */
  processor: number;
}

export async function hold(work: () => Promise<unknown>): Promise<Held> {
  const processor = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  let longest = 0;
  let seen = processor();
  const note = () => {
    longest = Math.max(longest, processor() - seen);
    seen = processor();
  };
  const clock = setInterval(note, 1);
  const [begin, used] = [now(), processor()];
  try {
    await work();
  } finally {
    clearInterval(clock);
  }
  note();
  return { took: now() - begin, longest, processor: processor() - used };
}
