import type { UseQueryResult } from '@tanstack/react-query';
import { overviewApi } from '#contract/overview';
import { type ResponseOf, useEndpoint } from '../api.ts';

export type Overview = ResponseOf<typeof overviewApi.getOverview>;
export const province = '370000000000';

/** The figures of a division; read again whenever the live stream says that counts changed, and each half minute. */
export function useOverview(region: string, days: number): UseQueryResult<Overview, Error> {
  return useEndpoint(
    overviewApi.getOverview,
    { query: { region, days } },
    { keepPrevious: true, refetchInterval: 30_000 },
  );
}
