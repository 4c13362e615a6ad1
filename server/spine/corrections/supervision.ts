import { ancestorAt, parentCode } from '#spine/regions/region-codes';

/**
 * The division whose supervision organ issues corrections for an organ of `region`: three levels supervise (province,
 * city, county), towns and villages are supervised by their county. Codes of 12 digits.
 */
export function supervisorOf(region: string): string {
  return ancestorAt(region, 'county') ?? region;
}

/** The division that takes over when `supervisor` lets a limit pass; undefined above the province. */
export function levelAbove(supervisor: string): string | undefined {
  return parentCode(supervisor);
}
