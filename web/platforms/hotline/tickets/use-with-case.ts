import { useEffect } from 'react';
import { casesApi } from '#contract/cases';
import { useEndpoint } from '../../../api.ts';

/** Reads again whenever the case of the page has been read again, as after an action. */
export function useWithCase(id: string, refetch: () => unknown): void {
  const { dataUpdatedAt } = useEndpoint(casesApi.getCase, { params: { id } });
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the case alone
  useEffect(() => void refetch(), [dataUpdatedAt]);
}
