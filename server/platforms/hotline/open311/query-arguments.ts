import type { Instant } from '#base/time';
import { rfc3339 } from '#contract/text';
import type { Spine } from '#spine/spine';
import { GeoReportError } from './georeport-error.ts';
import { jurisdictionOf } from './jurisdiction.ts';
import { open311Rules } from './open311-rules.ts';
import type { RequestFilter } from './store.ts';

const dayMs = 86_400_000;
const second = 1000;

/** Arguments of an address. An empty one is as if it were not there; one that is named twice counts for both. */
export type Arguments = Record<string, string | string[] | undefined>;

function listed(values: Arguments, name: string): string[] | undefined {
  const given = [values[name]].flat().flatMap((text) => (text ?? '').split(','));
  const list = given.map((one) => one.trim()).filter((one) => one !== '');
  return list.length > 0 ? list : undefined;
}
export const oneOf = (values: Arguments, name: string): string | undefined => listed(values, name)?.[0];

function timeOf(values: Arguments, name: string, faults: string[]): Instant | undefined {
  // A plus in an address is read as a blank.
  const text = oneOf(values, name)?.replace(' ', '+');
  if (text === undefined) return undefined;
  if (rfc3339.safeParse(text).success) return Date.parse(text);
  faults.push(`${name} is a time such as 2010-01-01T00:00:00Z`);
  return undefined;
}

function spanOf(values: Arguments, now: Instant, faults: string[]): { from: Instant; until: Instant } {
  const span = open311Rules.days * dayMs;
  const [start, end] = [timeOf(values, 'start_date', faults), timeOf(values, 'end_date', faults)];
  // A time names a whole second; what came within the last one is in it.
  const until = end === undefined ? (start === undefined ? now : start + span) : end + second - 1;
  const from = start ?? until - span;
  if (from > until) faults.push('start_date lies after end_date');
  else if (until - from > span + second)
    faults.push(`start_date and end_date span more than ${open311Rules.days} days`);
  return { from, until };
}

function wholeNumber(
  values: Arguments,
  name: string,
  otherwise: number,
  most: number,
  faults: string[],
): number {
  const text = oneOf(values, name);
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return Math.min(number, most);
  faults.push(`${name} is a whole number from 1 on`);
  return otherwise;
}

/**
 * Reads the arguments of GET requests. @throws GeoReportError 400 naming everything that cannot be taken, 404 for a jurisdiction
 */
export function readArguments(
  spine: Pick<Spine, 'registry' | 'now'>,
  values: Arguments,
): { filter: RequestFilter; extensions: boolean } {
  const faults: string[] = [];
  const jurisdiction = oneOf(values, 'jurisdiction_id');
  const region = jurisdiction === undefined ? undefined : jurisdictionOf(spine, jurisdiction);
  const extensions = oneOf(values, 'extensions') === 'true';
  const most = extensions ? open311Rules.mostWithExtensions : open311Rules.mostRequests;
  const numbers = listed(values, 'service_request_id');
  const statuses = listed(values, 'status');
  const unknown = statuses?.filter((status) => status !== 'open' && status !== 'closed') ?? [];
  if (unknown.length > 0) faults.push('status is open or closed');
  const span = spanOf(values, spine.now(), faults);
  const filter: RequestFilter = {
    numbers: numbers?.slice(0, most),
    services: listed(values, 'service_code'),
    statuses: statuses && ([...new Set(statuses)] as ('open' | 'closed')[]),
    ...span,
    region,
    page: wholeNumber(values, 'page', 1, 1_000_000, faults),
    pageSize: wholeNumber(values, 'page_size', most, most, faults),
  };
  // Ids override all other arguments, and so no other one is at fault.
  if (faults.length > 0 && !numbers) throw new GeoReportError(400, ...faults);
  return { filter, extensions };
}
