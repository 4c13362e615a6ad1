import { useEffect, useRef, useState } from 'react';
import type { AlertRow } from '#contract/alerts';
import { queryClient } from './api.ts';
import { LiveStream, type LiveListener, type LiveState } from './live-stream.ts';

const streams = new Map<string, LiveStream>();

function streamOf(region: string | undefined): LiveStream {
  const key = region ?? '';
  const stream = streams.get(key) ?? new LiveStream(region);
  streams.set(key, stream);
  return stream;
}

/** Ends every stream and opens it again, as whoever is signed in now. */
export function restartStreams(): void {
  for (const stream of streams.values()) stream.restart();
}

export interface LiveOptions {
  region?: string;
  /** False while it is not known yet what is to be listened to. */
  enabled?: boolean;
  onAlert?: (alert: AlertRow) => void;
  onCorrection?: LiveListener['correction'];
  onCounts?: LiveListener['counts'];
  /** Something may have been missed; everything that was read is refreshed by itself. */
  onReset?: () => void;
}

/** Listens to what happens in a division while the component stands. */
export function useLive(options: LiveOptions = {}): { state: LiveState; eventsPerSecond: number | null } {
  const { region, enabled = true } = options;
  const latest = useRef(options);
  latest.current = options;
  const [state, setState] = useState<LiveState>('connecting');
  const [eventsPerSecond, setRate] = useState<number | null>(null);
  useEffect(() => {
    if (!enabled) return;
    const stream = streamOf(region);
    setState(stream.state);
    return stream.listen({
      state: setState,
      alert: (alert) => latest.current.onAlert?.(alert),
      correction: (correction) => latest.current.onCorrection?.(correction),
      counts: (counts) => {
        setRate(counts.eventsPerSecond);
        latest.current.onCounts?.(counts);
      },
      reset: () => {
        void queryClient.invalidateQueries();
        latest.current.onReset?.();
      },
    });
  }, [region, enabled]);
  return { state, eventsPerSecond };
}
