let playing: HTMLAudioElement | null = null;

/** Nobody listens to two talks at once: what played before is paused. */
export function playsNow(audio: HTMLAudioElement): void {
  if (playing !== audio) playing?.pause();
  playing = audio;
}
