import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ProvinceTopology } from './map-shapes.ts';

/** The server hands out the outlines that this installation has; an approved map takes their place without a build. */
const mapAddress = '/map/shandong.topo.json';

/** The outlines of the province, read once. */
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
