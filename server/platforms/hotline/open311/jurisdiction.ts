import type { Spine } from '#spine/spine';
import { GeoReportError } from './georeport-error.ts';

/**
 * A jurisdiction as clients name it: the code of a division, twelve digits or the six of GB/T 2260. One endpoint serves the whole
 * installation, so that it may be left out. @throws GeoReportError 404 for one that is not here
 */
export function jurisdictionOf({ registry }: Pick<Spine, 'registry'>, id: string): string {
  const code = /^\d{6}$/.test(id) ? `${id}000000` : id;
  if (!/^\d{12}$/.test(code) || !registry.hasRegion(Number(code)))
    throw new GeoReportError(404, `jurisdiction_id ${id} was not found: it is the code of a division`);
  return code;
}
