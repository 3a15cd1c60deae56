/** The ringtone, made on the spot: two tones, a pause, and again. */

/** `blocked`: the browser lets no sound out before the person has touched the page. */
export type SoundState = "silent" | "sounding" | "blocked";

export interface Ringtone {
  stop(): void;
}

const tones = [
  { at: 0, hertz: 659 },
  { at: 0.22, hertz: 523 },
  { at: 0.44, hertz: 659 },
  { at: 0.66, hertz: 523 },
];
const toneLength = 0.2;
const period = 2.6;
const loudness = 0.2;
/** Planned ahead as a whole, as timers of a hidden tab are late; no telephone rings for longer. */
const longest = 10 * 60;

/** @param onState called with each change until `stop`, which is silent at once */
export function playRingtone(
  onState: (state: SoundState) => void,
  options: { rounds?: number; onEnd?: () => void } = {},
): Ringtone {
  const context = new AudioContext();
  const report = () => onState(context.state === "running" ? "sounding" : "blocked");
  const oscillator = new OscillatorNode(context, { type: "triangle" });
  const gain = new GainNode(context, { gain: 0 });
  oscillator.connect(gain).connect(context.destination);

  const rounds = options.rounds ?? Math.ceil(longest / period);
  const start = context.currentTime + 0.05;
  for (let round = 0; round < rounds; round++) {
    for (const { at, hertz } of tones) {
      const time = start + round * period + at;
      oscillator.frequency.setValueAtTime(hertz, time);
      // Short ramps: a tone that is cut off clicks.
      gain.gain.setValueAtTime(0, time);
      gain.gain.linearRampToValueAtTime(loudness, time + 0.02);
      gain.gain.setValueAtTime(loudness, time + toneLength - 0.04);
      gain.gain.linearRampToValueAtTime(0, time + toneLength);
    }
  }
  oscillator.start(start);
  oscillator.stop(start + rounds * period);

  const resume = () => void context.resume();
  addEventListener("pointerdown", resume);
  addEventListener("keydown", resume);
  context.addEventListener("statechange", report);
  report();
  const stop = () => {
    if (context.state === "closed") return;
    context.removeEventListener("statechange", report);
    removeEventListener("pointerdown", resume);
    removeEventListener("keydown", resume);
    void context.close();
    onState("silent");
  };
  oscillator.onended = () => {
    stop();
    options.onEnd?.();
  };
  return { stop };
}
