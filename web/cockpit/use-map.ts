import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import mapAddress from '../../reference/map/shandong.topo.json?url';
import type { ProvinceTopology } from './map-shapes.ts';

/** The outlines of the province, a file of their own beside the pages; read once. */
export function useMap(): UseQueryResult<ProvinceTopology, Error> {
  return useQuery({
    queryKey: [mapAddress],
    queryFn: async ({ signal }) => {
      const answer = await fetch(mapAddress, { signal });
      if (!answer.ok) throw new Error(`the map: ${answer.status}`);
      return (await answer.json()) as ProvinceTopology;
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: 2,
  });
}
