import type { UseQueryResult } from '@tanstack/react-query';
import { overviewApi } from '#contract/overview';
import { type ResponseOf, useEndpoint } from '../api.ts';

export type Overview = ResponseOf<typeof overviewApi.getOverview>;

/** The figures of a division, of the first within reach where none is named; read again whenever the live stream says that counts changed, and each half minute. */
export function useOverview(region: string | undefined, days: number): UseQueryResult<Overview, Error> {
  return useEndpoint(
    overviewApi.getOverview,
    { query: { region, days } },
    { keepPrevious: true, refetchInterval: 30_000 },
  );
}
