import { useEffect, useState } from 'react';
import { hallsApi, type OpenViewing } from '#contract/powers/halls';
import { useAction } from '../../../../api.ts';
import type { Purpose } from './start-viewing.tsx';

/** The viewings that run on a page: opened for a purpose, over by themselves, and given up when other cameras are shown. */
export function useViewings(cameras: readonly string[]) {
  const shown = cameras.join(' ');
  const [open, setOpen] = useState<{ shown: string; viewings: readonly OpenViewing[] } | null>(null);
  const [ended, setEnded] = useState(false);
  const action = useAction(hallsApi.openViewings, {
    refreshes: [hallsApi.listViewings, hallsApi.getCamera],
    onDone: (viewings) => {
      setEnded(false);
      setOpen({ shown, viewings });
    },
  });
  const viewings = open?.shown === shown ? open.viewings : [];
  const endsAt = viewings[0]?.endsAt;
  useEffect(() => {
    if (endsAt === undefined) return;
    const over = setTimeout(() => {
      setOpen(null);
      setEnded(true);
    }, Date.parse(endsAt) - Date.now());
    return () => clearTimeout(over);
  }, [endsAt]);
  return {
    /** By the key of the camera. */
    of: (camera: string): OpenViewing | null => viewings.find((one) => one.camera === camera) ?? null,
    watching: viewings.length > 0,
    /** A viewing was over after its time. */
    ended,
    endsAt: endsAt ?? null,
    pending: action.isPending,
    error: action.error,
    start: (watched: readonly string[], purpose: Purpose) =>
      action.mutate({ body: { cameras: [...watched], ...purpose } }),
    stop: () => setOpen(null),
  };
}
