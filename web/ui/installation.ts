import { overviewApi } from '#contract/overview';
import { type ResponseOf, useEndpoint } from '../api.ts';

export type Installation = ResponseOf<typeof overviewApi.getInstallation>;

/** What this installation is; read once, since it does not change while a page is open. */
export function useInstallation(): Installation | undefined {
  return useEndpoint(overviewApi.getInstallation, {}, { staleTime: 600_000 }).data;
}
