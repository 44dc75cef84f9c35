type Tone = 'incoming' | 'outgoing';

/** Hertz at a time, then silence: a soft fifth for those who are called, one low tone for those who wait. All times in seconds. */
const TUNES: Record<
  Tone,
  { readonly notes: readonly (readonly [number, number])[]; readonly every: number }
> = {
  incoming: {
    notes: [
      [659, 0],
      [988, 0.18],
      [659, 0.36],
      [988, 0.54],
    ],
    every: 2.4,
  },
  outgoing: { notes: [[425, 0]], every: 3.6 },
};
const LOUDNESS = 0.08;

/** Rings until the function it answers is called. A page that nobody has touched yet may not make a sound; then it stays silent. */
export function ring(tone: Tone): () => void {
  if (typeof AudioContext !== 'function') return () => undefined;
  const audio = new AudioContext();
  const { notes, every } = TUNES[tone];
  const play = () => {
    for (const [frequency, after] of notes) {
      const start = audio.currentTime + after;
      const length = tone === 'incoming' ? 0.22 : 0.9;
      const oscillator = new OscillatorNode(audio, { frequency, type: 'sine' });
      const loudness = new GainNode(audio, { gain: 0 });
      loudness.gain.setTargetAtTime(LOUDNESS, start, 0.02);
      loudness.gain.setTargetAtTime(0, start + length, 0.08);
      oscillator.connect(loudness).connect(audio.destination);
      oscillator.start(start);
      oscillator.stop(start + length + 0.6);
    }
  };
  play();
  const timer = setInterval(play, every * 1000);
  return () => {
    clearInterval(timer);
    void audio.close();
  };
}
