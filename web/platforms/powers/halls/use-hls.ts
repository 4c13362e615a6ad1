import { type RefObject, useEffect, useState } from 'react';

/** `waiting`: nothing has been played yet; `away`: it cannot be had now, and is tried again. */
export type PlayState = 'waiting' | 'playing' | 'away';

/** Pause before a stream that broke off is asked for again. */
const againMs = 5_000;
const mime = 'application/vnd.apple.mpegurl';

interface Playing {
  stop(): void;
}

/** Where the browser itself plays HLS (Safari), it does; everywhere else hls.js, which is loaded when it is needed. */
async function play(video: HTMLVideoElement, playlist: string, broken: () => void): Promise<Playing> {
  const { default: Hls } = await import('hls.js/light');
  if (!Hls.isSupported()) {
    if (!video.canPlayType(mime)) broken();
    video.onerror = broken;
    video.src = playlist;
    return {
      stop() {
        video.onerror = null;
        video.removeAttribute('src');
        video.load();
      },
    };
  }
  // Workers of blobs are not among what our pages may run (security-headers.ts).
  const hls = new Hls({ enableWorker: false, liveSyncDurationCount: 2, liveMaxLatencyDurationCount: 6 });
  hls.on(Hls.Events.ERROR, (_, { fatal }) => {
    if (fatal) broken();
  });
  hls.loadSource(playlist);
  hls.attachMedia(video);
  return { stop: () => hls.destroy() };
}

/** Plays a playlist in a video for as long as it is given; tells how it goes. */
export function useHls(video: RefObject<HTMLVideoElement | null>, playlist: string | null): PlayState {
  const [state, setState] = useState<PlayState>('waiting');
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt begins it anew
  useEffect(() => {
    const element = video.current;
    if (!element || playlist === null) return;
    let over = false;
    let playing: Playing | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    setState('waiting');
    const onPlaying = () => setState('playing');
    element.addEventListener('playing', onPlaying);
    const broken = () => {
      if (over) return;
      setState('away');
      again = setTimeout(() => setAttempt((n) => n + 1), againMs);
    };
    play(element, playlist, broken).then((started) => {
      if (over) started.stop();
      else playing = started;
    }, broken);
    return () => {
      over = true;
      clearTimeout(again);
      element.removeEventListener('playing', onPlaying);
      playing?.stop();
    };
  }, [video, playlist, attempt]);
  return state;
}
