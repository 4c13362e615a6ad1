import { type Dispatch, useEffect, useReducer } from 'react';
import { type AlertRow, alertsApi } from '#contract/alerts';
import { overviewApi } from '#contract/overview';
import { refresh, useEndpoint } from '../api.ts';
import { useLive } from '../live.ts';
import type { LiveState } from '../live-stream.ts';
import { isWithin } from '../region-within.ts';
import { type AlertFeed, changeFeed, emptyFeed, type FeedChange } from './alert-feed.ts';

const firstRows = 40;

export interface WallLive {
  feed: AlertFeed;
  change: Dispatch<FeedChange>;
  state: LiveState;
  eventsPerSecond: number | null;
  /** Why the earlier alerts could not be read; live ones still come. */
  error: Error | null;
}

/**
 * What happens in a division: its latest alerts, then every new one; each change of counts refreshes the figures. Nothing is asked for
 * while the division is not known.
 */
export function useAlertFeed(region: string | undefined, onAlert: (alert: AlertRow) => void): WallLive {
  const [feed, change] = useReducer(changeFeed, emptyFeed);
  const enabled = region !== undefined;
  const first = useEndpoint(
    alertsApi.listAlerts,
    { query: { region, pageSize: firstRows, sort: 'newest' } },
    { enabled, staleTime: 0 },
  );
  const rows = first.data?.rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another division begins with an empty feed
  useEffect(() => change({ type: 'emptied' }), [region]);
  useEffect(() => {
    if (rows) change({ type: 'seeded', rows });
  }, [rows]);
  const { state, eventsPerSecond } = useLive({
    region,
    enabled,
    onAlert: (row) => {
      if (region === undefined || !isWithin(row.region, region)) return;
      change({ type: 'came', row });
      onAlert(row);
    },
    onCounts: () => void refresh(overviewApi.getOverview),
  });
  return { feed, change, state, eventsPerSecond, error: first.error };
}
