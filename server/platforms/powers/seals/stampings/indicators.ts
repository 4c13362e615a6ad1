import { act, clue } from '#spine/alerts/rules/clue';
import type { Bilingual } from '#contract/text';
import type { PartJudged, PartRule } from '#spine/platform/part';
import { metresBetween } from '../distance.ts';
import { differencesOf } from './differences.ts';
import type { StampingEvent, StampingState } from './state.ts';

type Rule = PartRule<StampingState, StampingEvent>;
type Judged = PartJudged<StampingState, StampingEvent>;
type Record = StampingState['records'][number];

const labels = {
  seal: { zh: '印章', en: 'Seal' },
  counter: { zh: '设备计数', en: 'Counter of the device' },
  deviceAt: { zh: '设备时间', en: 'Time of the device' },
  impressions: { zh: '用印次数', en: 'Impressions' },
  approved: { zh: '批准次数', en: 'Approved' },
  request: { zh: '设备所报申请', en: 'Request that the device named' },
  decision: { zh: '审批结果', en: 'Decision' },
  differs: { zh: '不同之处', en: 'What differs' },
  metres: { zh: '与围栏中心距离（米）', en: 'Metres from the middle of the fence' },
  most: { zh: '允许距离（米）', en: 'Metres allowed' },
  from: { zh: '时段起（时）', en: 'From (hour)' },
  until: { zh: '时段止（时）', en: 'Until (hour)' },
  hour: { zh: '用印时刻', en: 'Time of day' },
  actor: { zh: '记录者', en: 'Noted by' },
  occurredAt: { zh: '发生时间', en: 'Occurred' },
  recordedAt: { zh: '记录时间', en: 'Recorded' },
} satisfies { [name: string]: Bilingual };

const stampings = ['powers.seal-stamped', 'powers.seal-stamped-unasked'] as const;
const ground = '村级印章使用管理要求 (rules for the use of village seals)';

/** The record that an event adds. */
function recordIn({ event, after }: Judged): Record | null {
  return event.type === 'powers.seal-stamped' || event.type === 'powers.seal-stamped-unasked'
    ? after.records.at(-1)!
    : null;
}

function facts(judged: Judged, record: Record) {
  const { counter, at: deviceAt, impressions } = record;
  const event = judged.event as { data: { actor?: string } };
  return { seal: judged.after.sealName, counter, deviceAt, impressions, ...act({ ...judged, event }) };
}

const rule = (
  code: string,
  zh: string,
  en: string,
  clears: Bilingual,
  more: Pick<Rule, 'parameters' | 'on' | 'judge'>,
): Rule => ({
  code,
  title: { zh, en },
  ruleClass: 5,
  level: 'red',
  basis: ground,
  clears,
  evidence: labels,
  ...more,
});
const red = (code: string) => ({ code, level: 'red' as const });
const explained: Bilingual = {
  zh: '说明情况，附用印依据',
  en: 'An explanation with the ground for the stamping',
};

const unauthorised = rule(
  'SEAL_UNAUTHORISED',
  '用印不在批准范围内',
  'Stamped outside of an approval',
  explained,
  {
    parameters: [],
    on: [...stampings, 'powers.seal-refused'],
    judge(judged) {
      const { event, after } = judged;
      if (event.type === 'powers.seal-refused') {
        if (event.data.impressions === 0) return null;
        const { impressions, actor: by } = event.data;
        return clue(red('SEAL_UNAUTHORISED'), judged, {
          seal: after.sealName,
          impressions,
          decision: '事后未批准 (refused afterwards)',
          ...act({ ...judged, event: { data: { actor: by } } }),
        });
      }
      const record = recordIn(judged);
      if (!record || record.released) return null;
      const request = record.request ? { request: record.request } : null;
      return clue(red('SEAL_UNAUTHORISED'), judged, { ...facts(judged, record), ...request });
    },
  },
);

const tooMany = rule(
  'SEAL_TOO_MANY',
  '用印次数多于批准次数',
  'More stampings than approved',
  { zh: '说明多出的用印及其去向', en: 'What the further impressions were for and where they are' },
  {
    parameters: ['over'],
    on: ['powers.seal-stamped'],
    judge(judged, { over }) {
      const { before, after } = judged;
      const record = recordIn(judged);
      const most = after.copies + over!;
      // Told once for a request: when it goes beyond.
      if (!record || after.impressions <= most || (before?.impressions ?? 0) > most) return null;
      return clue(red('SEAL_TOO_MANY'), judged, {
        ...facts(judged, record),
        impressions: after.impressions,
        approved: after.copies,
      });
    },
  },
);

const photoDiffers = rule(
  'SEAL_PHOTO_DIFFERS',
  '用印照片与批准的文件不一致',
  'Pictures differ from the approved document',
  { zh: '说明差异，附实际用印文件', en: 'What differs and why, with the document that was stamped' },
  {
    parameters: ['pages'],
    on: ['powers.seal-stamped', 'powers.seal-closed'],
    judge(judged, { pages }) {
      const { event, after } = judged;
      if (event.type === 'powers.seal-closed') {
        if (event.data.comparison !== 'differs') return null;
        return clue(red('SEAL_PHOTO_DIFFERS'), judged, {
          seal: after.sealName,
          differs: '人工核对 (compared by a person)',
          ...act({ ...judged, event: { data: { actor: event.data.actor } } }),
        });
      }
      const record = recordIn(judged);
      const differs = record ? differencesOf(after, record, pages!) : [];
      if (!record || differs.length === 0) return null;
      return clue(red('SEAL_PHOTO_DIFFERS'), judged, {
        ...facts(judged, record),
        differs: differs.join('; '),
      });
    },
  },
);

const outsideFence = rule(
  'SEAL_OUTSIDE_FENCE',
  '用印地点在围栏之外',
  'Stamped outside of the fence',
  { zh: '说明外出用印的事由与批准', en: 'Why and by whose leave the seal was taken out' },
  {
    parameters: ['tolerance'],
    on: stampings,
    judge(judged, { tolerance }) {
      const record = recordIn(judged);
      if (!record?.position) return null;
      const { fence } = judged.after;
      const metres = Math.round(metresBetween(fence, record.position));
      const most = fence.radius + tolerance!;
      if (metres <= most) return null;
      return clue(red('SEAL_OUTSIDE_FENCE'), judged, { ...facts(judged, record), metres, most });
    },
  },
);

/** Minutes since midnight where villages are, by the clock of the device. */
const chinaOffsetMs = 8 * 3_600_000;
const minuteOfDay = (at: string): number =>
  Math.floor(((Date.parse(at) + chinaOffsetMs) % 86_400_000) / 60_000);
const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const atNight = rule('SEAL_AT_NIGHT', '夜间用印', 'Stamped at night', explained, {
  parameters: ['from', 'until'],
  on: stampings,
  judge(judged, { from, until }) {
    const record = recordIn(judged);
    if (!record) return null;
    const minute = minuteOfDay(record.at);
    const night = minute >= from! * 60 || minute < until! * 60;
    if (!night) return null;
    return clue(red('SEAL_AT_NIGHT'), judged, {
      ...facts(judged, record),
      hour: clockText(minute),
      from: from!,
      until: until!,
    });
  },
});

const blankPaper = rule('SEAL_BLANK_PAPER', '在空白纸上用印', 'Stamped on blank paper', explained, {
  parameters: [],
  on: stampings,
  judge(judged) {
    const record = recordIn(judged);
    return record?.paper === 'blank' ? clue(red('SEAL_BLANK_PAPER'), judged, facts(judged, record)) : null;
  },
});

const urgentUnapproved: Rule = {
  code: 'SEAL_URGENT_UNAPPROVED',
  title: { zh: '紧急用印未在时限内补审', en: 'Urgent stamping not approved in time' },
  ruleClass: 1,
  level: 'red',
  basis: '紧急用印事后补审时限，本系统参数 (limit for the approval afterwards; a parameter)',
  clears: { zh: '补办审批，说明逾期原因', en: 'The decision, and why it was late' },
  evidence: {},
  parameters: [],
};

export const stampingRules: Rule[] = [
  unauthorised,
  tooMany,
  photoDiffers,
  outsideFence,
  atNight,
  blankPaper,
  urgentUnapproved,
];
