import { type Instant, toRfc3339 } from '#base/time';
import { decideStamping } from '../stampings/decide.ts';
import type { TakenRecord } from '../stampings/events.ts';
import { evolveStamping, type StampingEvent, type StampingState } from '../stampings/state.ts';
import type { PlannedRequest } from './plan.ts';

/** One event of a case with its time. */
export interface Told {
  at: Instant;
  type: string;
  data: Record<string, unknown>;
}

/** Who acts at a village: invented accounts. */
export interface SealPeople {
  keeper: string;
  secretary: string;
  station: string;
}

/** The device of a seal: its id, and the counter that it has come to. */
export interface SeedDevice {
  id: string;
  counter: number;
}

type Act = [minutes: number, action: string, actor: string, values: Record<string, unknown>];
const minuteMs = 60_000;

/** Where the stampings of a story are made; outside of each fence where the story says so. */
const placeOf = ({ latitude, longitude }: StampingState['fence'], outside: boolean) => ({
  latitude: latitude + (outside ? 0.02 : 0.0003),
  longitude,
  accuracy: 8,
});

/** A record as it would have been taken. The demonstration has no pictures and no signatures. */
export function seedRecord(
  device: SeedDevice,
  fence: StampingState['fence'],
  at: Instant,
  receivedAt: Instant,
  more: Partial<TakenRecord>,
  outside = false,
): TakenRecord {
  device.counter += 1;
  return {
    device: device.id,
    counter: device.counter,
    at: toRfc3339(at),
    request: null,
    impressions: 1,
    paper: 'printed',
    position: placeOf(fence, outside),
    document: null,
    offline: false,
    attachments: [],
    signature: null,
    late: receivedAt - at > 10 * minuteMs,
    released: true,
    ...more,
  };
}

/** Minutes from the request to the stamping: at night where the story says so. */
const stampingAfter = (story: PlannedRequest['story']): number => (story === 'night' ? 820 : 100);

function stampingActs(opening: Told, { story, copies }: PlannedRequest, device: SeedDevice): Act[] {
  const { fence } = opening.data as { fence: StampingState['fence'] };
  const at = stampingAfter(story);
  const received = story === 'offline' ? at + 300 : at;
  const impressions = story === 'too-many' ? copies + 1 : copies;
  return Array.from({ length: impressions }, (_, index): Act => {
    const more: Partial<TakenRecord> = {
      ...(story === 'blank' && { paper: 'blank' }),
      ...(story === 'offline' && { offline: true }),
    };
    const time = opening.at + (at + index) * minuteMs;
    const told = opening.at + (received + index) * minuteMs;
    const record = seedRecord(device, fence, time, told, more, story === 'outside');
    return [received + index, 'record-stamping', `device:${device.id}`, { record: JSON.stringify(record) }];
  });
}

/** Everything that was done on a request, in the order of time. */
function actsOf(opening: Told, planned: PlannedRequest, people: SealPeople, device: SeedDevice): Act[] {
  const { story } = planned;
  const agree: Act = [15, 'agree-stamping', people.secretary, { note: '情况属实' }];
  const approve: Act = [60, 'approve-stamping', people.station, { note: '同意' }];
  if (story === 'requested') return [];
  if (story === 'agreed') return [agree];
  if (story === 'approved') return [agree, approve];
  if (story === 'refused')
    return [agree, [60, 'refuse-stamping', people.station, { reason: '收入情况无凭证，请补充后重新申请' }]];
  const before = stampingAfter(story) - 3;
  const code: Act = [
    before,
    'issue-code',
    people.keeper,
    { expiresAt: toRfc3339(opening.at + (before + 10) * minuteMs) },
  ];
  const release: Act = [before + 1, 'release-seal', `device:${device.id}`, { device: device.id }];
  const stamping = [code, release, ...stampingActs(opening, planned, device)];
  const comparison = story === 'differs' ? 'differs' : 'same';
  const note = story === 'differs' ? '照片中的文件页数与批准的文件不同' : '';
  const close: Act = [stampingAfter(story) + 420, 'close-stamping', people.secretary, { comparison, note }];
  if (story === 'urgent')
    return [agree, ...stamping, [240, 'approve-stamping', people.station, { note: '补审同意' }], close];
  if (story === 'stamped') return [agree, approve, ...stamping];
  return [agree, approve, ...stamping, close];
}

/** A request of the plan, told to its end or to the present. Pure but for the device's counter. */
export function tellRequest(
  opening: Told,
  planned: PlannedRequest,
  people: SealPeople,
  device: SeedDevice,
  now: Instant,
): Told[] {
  const told = [opening];
  let state = evolveStamping(null, opening as unknown as StampingEvent, opening.at);
  for (const [minutes, action, actor, values] of actsOf(opening, planned, people, device)) {
    const at = opening.at + minutes * minuteMs;
    if (at >= now) break;
    const command = { action, values: values as Record<string, string> };
    const event = { at, ...decideStamping(state, command, { actor, now: at }) };
    state = evolveStamping(state, event as unknown as StampingEvent, at);
    told.push(event);
  }
  return told;
}
