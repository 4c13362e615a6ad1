import type { Finding } from '#spine/alerts/rule';
import { decideStamping } from './decide.ts';
import type { TakenRecord } from './events.ts';
import { stampingRules } from './indicators.ts';
import { evolveStamping, type StampingEvent, type StampingState } from './state.ts';

/** A morning on which a village stamps. */
export const morning = Date.parse('2026-11-20T09:00:00+08:00');
const minuteMs = 60_000;
export const device = 'd'.repeat(32);
const seal = {
  item: 'powers-stamping',
  organ: 'village-point',
  region: '370102001002',
  title: '用印',
  seal: '3701-1',
  sealName: '村民委员会印章',
  keeper: 'keeper',
  approvers: ['station'],
  fence: { latitude: 36.66, longitude: 117.03, radius: 200 },
};

export const asked = (more: object = {}): StampingEvent =>
  ({
    type: 'powers.seal-requested',
    data: {
      ...seal,
      document: '居住证明',
      purpose: '村民办理入学使用',
      copies: 2,
      pages: 3,
      urgent: false,
      attachments: [{ id: 'a'.repeat(32), sha256: '1'.repeat(64) }],
      actor: 'clerk',
      ...more,
    },
  }) as StampingEvent;

/** A record as it is taken: of a release, in time, within the fence, unless told otherwise. */
export const taken = (more: Partial<TakenRecord> = {}): TakenRecord => ({
  device,
  counter: 1,
  at: '2026-11-20T09:30:00+08:00',
  request: '3701-2',
  impressions: 1,
  paper: 'printed',
  position: { latitude: 36.66, longitude: 117.03 },
  document: null,
  offline: false,
  attachments: [],
  signature: null,
  late: false,
  released: true,
  ...more,
});
export const stampedUnasked = (more: Partial<TakenRecord> = {}): StampingEvent =>
  ({
    type: 'powers.seal-stamped-unasked',
    data: { ...seal, ...taken({ request: null, released: false, ...more }), actor: `device:${device}` },
  }) as StampingEvent;

type Given = StampingEvent | ((state: StampingState, now: number) => StampingEvent);

/** An act of somebody, so many minutes after nine. */
export const act =
  (action: string, actor: string, values: Record<string, string> = {}): Given =>
  (state, now) =>
    decideStamping(state, { action, values }, { actor, now }) as unknown as StampingEvent;
export const record = (more: Partial<TakenRecord> = {}): Given =>
  act('record-stamping', `device:${device}`, { record: JSON.stringify(taken(more)) });
export const agree = act('agree-stamping', 'secretary');
export const approve = act('approve-stamping', 'station');
export const release = act('release-seal', 'keeper', { device });

/** Thresholds as they are shipped. */
const thresholds: Record<string, Record<string, number>> = {
  SEAL_TOO_MANY: { over: 0 },
  SEAL_PHOTO_DIFFERS: { pages: 0 },
  SEAL_OUTSIDE_FENCE: { tolerance: 20 },
  SEAL_AT_NIGHT: { from: 22, until: 6 },
};

/** Tells of one request, an event a minute, and gives its state with what the rules noticed. */
export function tell(...events: Given[]): { state: StampingState; found: Finding[] } {
  let state: StampingState | null = null;
  const found: Finding[] = [];
  for (const [index, given] of events.entries()) {
    const at = morning + index * minuteMs;
    const event = typeof given === 'function' ? given(state!, at) : given;
    const before: StampingState | null = state;
    const after = evolveStamping(before, event, at);
    for (const rule of stampingRules) {
      if (!rule.judge || !rule.on?.includes(event.type)) continue;
      const judged = { event, before, after, at, occurredAt: at, recordedAt: at, seq: index + 1 };
      const result = rule.judge(judged as never, thresholds[rule.code] ?? {});
      if (result) found.push(...('rule' in result ? [result] : result));
    }
    state = after;
  }
  return { state: state!, found };
}
export const codes = (...events: Given[]): string[] => tell(...events).found.map(({ rule }) => rule);
