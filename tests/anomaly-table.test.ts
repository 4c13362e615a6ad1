import { describe, expect, test } from 'vitest';
import { accepted, opened, organOf, step } from '#spine/alerts/rules/story.fixture';
import { ruleTable, spineRules } from '#spine/alerts/rules/rule-table';
import { installedPlatforms } from '#spine/platform/installed';
import { installPlatforms } from '../server/install-platforms.ts';
import { compareOrgans } from '../server/platforms/powers/peer-rates/compare.ts';
import type { OrganCounts } from '../server/platforms/powers/peer-rates/counts.ts';
import { peerRateRules } from '../server/platforms/powers/peer-rates/indicators.ts';
import { peerSettings } from '../server/platforms/powers/peer-rates/peer-settings.ts';
import { readRuleParameters } from '#spine/alerts/rules/rule-parameters';
import { type JudgedStory, noticedIn, told } from './support/judged-story.ts';

installPlatforms();

/**
 * The whole table of anomalies: for every code a case in which it is noticed, and one that comes as near as can be and in
 * which it is not. Opened on Monday 2 March 2026 at ten, accepted at eleven; promised in ten working days, so due on the 16th.
 */
const begun = [opened, accepted];
const step1 = (at: string, data: Record<string, unknown> = {}) => step(at, 'review', data);
const hearing = { procedure: 'hearing', basis: 'art. 45', approver: 'Sun', notice: 'No. 7', expectedDays: 5 };
const closedAt = (at: string, contents = ['summary', 'decision']) => told(at, 'case.closed', { contents });
const stepsOf = (more: object) => ({
  flow: {
    version: 1,
    steps: [
      { code: 'accept', name: { zh: '受理', en: 'accept' } },
      { code: 'review', name: { zh: '审查', en: 'review' }, after: ['accept'], ...more },
    ],
  },
});
const timed = { item: stepsOf({ limit: { n: 2, unit: 'working-day' as const, from: 'accept' } }) };
const jiangsu = { item: { policy: 'jiangsu' } };
const minutes = (n: number) => `2026-03-03 10:${String(n).padStart(2, '0')}`;
const burst = (n: number) =>
  Array.from({ length: n }, (_, i) => step1(minutes(Math.floor((i * 10) / 20)), { actor: 'Lin' }));

const stories: Record<string, { fires: JudgedStory; near: JudgedStory }> = {
  EXPIRING: {
    fires: { told: [...begun, step1('2026-03-10 10:00')], until: '2026-03-13 17:30' },
    near: {
      told: [
        ...begun,
        step1('2026-03-10 10:00'),
        told('2026-03-11 10:00', 'case.decided', { outcome: 'granted' }),
      ],
      until: '2026-03-20 10:00',
    },
  },
  OVERDUE: {
    fires: { told: [...begun, step1('2026-03-16 10:00')], until: '2026-03-17 09:00' },
    near: {
      told: [...begun, told('2026-03-16 17:30', 'case.decided', { outcome: 'granted' })],
      until: '2026-03-20 10:00',
    },
  },
  OVERDUE_LONG: {
    fires: { ...jiangsu, told: begun, until: '2026-03-19 09:00' },
    near: {
      ...jiangsu,
      told: [...begun, told('2026-03-17 10:00', 'case.decided', { outcome: 'granted' })],
      until: '2026-03-30 09:00',
    },
  },
  STEP_OVERDUE: {
    fires: { ...timed, told: [...begun, step1('2026-03-05 10:00')] },
    near: { ...timed, told: [...begun, step1('2026-03-04 17:30')], until: '2026-03-06 10:00' },
  },
  STEP_BEFORE_START: {
    fires: { historic: true, told: [opened, { ...accepted, at: '2026-03-02 09:59' }] },
    near: { historic: true, told: [opened, { ...accepted, at: '2026-03-02 10:00' }] },
  },
  STEP_AFTER_END: {
    fires: { told: [...begun, closedAt('2026-03-06 10:00'), step1('2026-03-06 11:00')] },
    near: { told: [...begun, closedAt('2026-03-06 10:00'), step('2026-03-06 11:00', 'deliver')] },
  },
  REPEATED_CORRECTION: {
    fires: {
      told: [
        opened,
        told('2026-03-02 11:00', 'case.correction-asked'),
        told('2026-03-03 11:00', 'case.correction-asked'),
      ],
    },
    near: { told: [opened, told('2026-03-02 11:00', 'case.correction-asked')] },
  },
  CORRECTION_AFTER_ACCEPTANCE: {
    fires: { told: [...begun, told('2026-03-03 11:00', 'case.correction-asked')] },
    near: { told: [opened, told('2026-03-02 10:30', 'case.correction-asked'), accepted] },
  },
  SILENT_ACCEPTANCE: {
    fires: { told: [opened], until: '2026-03-09 17:30' },
    near: { told: [opened, { ...accepted, at: '2026-03-09 17:29' }], until: '2026-03-10 10:00' },
  },
  REFUSED_WITHOUT_REASON: {
    fires: {
      told: [opened, told('2026-03-03 10:00', 'case.not-accepted', { reason: '不符合规定条件。。' })],
    },
    near: {
      told: [opened, told('2026-03-03 10:00', 'case.not-accepted', { reason: '不属于本机关的职权范围' })],
    },
  },
  FEE_DEVIATION: {
    fires: {
      told: [
        ...begun,
        told('2026-03-03 10:00', 'case.fee-charged', { fee: 'permit-fee', due: 100, paid: 105.01 }),
      ],
    },
    near: {
      told: [
        ...begun,
        told('2026-03-03 10:00', 'case.fee-charged', { fee: 'permit-fee', due: 100, paid: 105 }),
      ],
    },
  },
  MISSING_CONTENT: {
    fires: { told: [...begun, closedAt('2026-03-06 10:00', ['summary'])] },
    near: { told: [...begun, closedAt('2026-03-06 10:00')] },
  },
  SKIPPED_STEP: {
    fires: { told: [...begun, closedAt('2026-03-06 10:00')] },
    near: { told: [...begun, step1('2026-03-05 10:00'), closedAt('2026-03-06 10:00')] },
  },
  WRONG_ORDER: {
    fires: { told: [opened, step1('2026-03-02 10:30'), accepted] },
    near: { told: [opened, accepted, step1('2026-03-02 11:00')] },
  },
  BEYOND_POWER: {
    fires: { told: [...begun, step1('2026-03-03 10:00', { post: 'driver' })] },
    near: { told: [...begun, step1('2026-03-03 10:00', { post: 'clerk' })] },
  },
  BEYOND_POWER_AMOUNT: {
    fires: {
      item: stepsOf({ mostAmount: 3000 }),
      told: [...begun, step1('2026-03-03 10:00', { amount: 3000.01 })],
    },
    near: {
      item: stepsOf({ mostAmount: 3000 }),
      told: [...begun, step1('2026-03-03 10:00', { amount: 3000 })],
    },
  },
  BEYOND_POWER_ITEM: {
    fires: { organ: organOf('village-office', { region: '370102001002' }), told: [opened] },
    near: { organ: organOf('town-office', { region: '370102001000' }), told: [opened] },
  },
  SAME_PERSON: {
    fires: {
      told: [
        ...begun,
        step1('2026-03-03 10:00', { actor: 'Lin' }),
        step('2026-03-04 10:00', 'approve', { actor: 'Lin' }),
      ],
    },
    near: {
      told: [
        ...begun,
        step1('2026-03-03 10:00', { actor: 'Lin' }),
        step('2026-03-04 10:00', 'approve', { actor: 'Sun' }),
      ],
    },
  },
  INACTION: {
    fires: { told: begun, until: '2026-03-09 17:30' },
    near: { told: [...begun, step1('2026-03-09 17:29')], until: '2026-03-16 17:00' },
  },
  TOO_FAST: {
    fires: { told: [...begun, told('2026-03-02 14:00', 'case.decided', { outcome: 'granted' })] },
    near: { told: [...begun, told('2026-03-02 16:00', 'case.decided', { outcome: 'granted' })] },
  },
  PAUSE_ABUSE: {
    fires: {
      told: [
        ...begun,
        told('2026-03-03 10:00', 'case.paused', hearing),
        told('2026-03-11 09:00', 'case.resumed'),
      ],
    },
    near: {
      told: [
        ...begun,
        told('2026-03-03 10:00', 'case.paused', hearing),
        told('2026-03-10 17:00', 'case.resumed'),
      ],
    },
  },
  BULK_BACKFILL: {
    fires: { told: [...begun, ...burst(21)] },
    near: { told: [...begun, ...burst(20)] },
  },
  CASE_REOPENED: {
    fires: {
      told: [
        ...begun,
        closedAt('2026-03-06 10:00'),
        told('2026-03-09 10:00', 'case.reopened', { reason: '决定书漏列一项', actor: 'Lin' }),
      ],
    },
    near: { told: [...begun, told('2026-03-09 10:00', 'case.reopened', { reason: '误点', actor: 'Lin' })] },
  },
  BACKDATED_EDIT: {
    fires: {
      told: [
        ...begun,
        closedAt('2026-03-06 10:00'),
        told('2026-03-09 10:00', 'case.amended', { field: 'result', actor: 'Lin', approver: 'Lin' }),
      ],
    },
    near: {
      told: [
        ...begun,
        closedAt('2026-03-06 10:00'),
        told('2026-03-09 10:00', 'case.amended', { field: 'result', actor: 'Lin', approver: 'Sun' }),
      ],
    },
  },
};

/** Codes that one month's figures of an organ give rise to, beside six peers of a hundred cases each. */
function noticedAmongPeers(own: {
  returned?: number;
  corrected?: number;
  denied?: number;
  took?: number;
}): Set<string> {
  const counts = (
    organ: string,
    n: number,
    { returned = 0, corrected = 0, denied = 0, took = 10 } = {},
  ): OrganCounts => ({
    organ,
    item: 'licence',
    level: 4,
    rates: {
      return: { count: returned, of: n },
      correction: { count: corrected, of: n },
      refusal: { count: denied, of: n },
    },
    closed: Array.from({ length: n }, (_, i) => ({ number: `${organ}-${i}`, took: took * 3_600_000 })),
  });
  // Rates of the peers are 4 % and 6 % in turn: mean 5 %, standard deviation 1 %, so the bound is 7 %.
  const peers = Array.from({ length: 6 }, (_, i) => {
    const often = i % 2 === 0 ? 4 : 6;
    return counts(`peer-${i}`, 100, { returned: often, corrected: often, denied: often });
  });
  const compared = compareOrgans([counts('own', 100, own), ...peers], peerSettings).get('own')!;
  const { numbers } = readRuleParameters(undefined, installedPlatforms());
  const event = { type: 'powers.month-compared' as const, data: { month: '2026-10', ...compared } };
  const found = peerRateRules.flatMap(
    (rule) => rule.judge!({ event, at: 0, seq: 2 } as never, numbers[rule.code]!) ?? [],
  );
  return new Set(found.map(({ rule }) => rule));
}
const amongPeers = {
  RATE_RETURN: [{ returned: 8 }, { returned: 7 }],
  RATE_CORRECTION: [{ corrected: 8 }, { corrected: 7 }],
  RATE_REFUSAL: [{ denied: 8 }, { denied: 7 }],
  FASTER_THAN_PEERS: [{ took: 9 }, { took: 10 }],
};

describe('the table of anomalies', () => {
  test.each(Object.entries(stories))(
    '%s: its case is noticed, and what comes near is not',
    (code, { fires, near }) => {
      expect([...noticedIn(fires)]).toContain(code);
      expect([...noticedIn(near)]).not.toContain(code);
    },
  );

  test.each(Object.entries(amongPeers))(
    '%s: its month is noticed, and what comes near is not',
    (code, [fires, near]) => {
      expect([...noticedAmongPeers(fires!)]).toEqual([code]);
      expect([...noticedAmongPeers(near!)]).toEqual([]);
    },
  );

  test('every rule of the spine has a story here, or one of its own beside it', () => {
    const elsewhere = [
      'CORRECTION_OVERDUE',
      'STEP_OUTSIDE_FLOW',
      'STEP_TOO_EARLY',
      'PAUSE_WITHOUT_GROUNDS',
      'EXTENSION_WITHOUT_APPROVER',
      'LATE_ENTRY',
    ];
    const told = [...Object.keys(stories), ...elsewhere].sort();
    expect(told).toEqual(spineRules.map(({ code }) => code).sort());
    for (const code of Object.keys(amongPeers)) expect(ruleTable).toHaveProperty(code);
  });
});
