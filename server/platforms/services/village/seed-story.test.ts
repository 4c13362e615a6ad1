import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateText } from '#spine/calendar/civil-date';
import { SeededRandom } from '#spine/demonstration/seeded-random';
import { dutiesOf, endedPeriods } from './disclosure/open-duties.ts';
import { findMatterType } from './four-discussions/vote-rules.ts';
import { readPeriod } from './period.ts';
import { readSeedPlan } from './seed-plan.ts';
import { type Told, tellDuty, tellMatter } from './seed-story.ts';

const plan = readSeedPlan();
const now = Date.parse('2026-11-28T10:00:00+08:00');
const people = { clerk: 'clerk', member: 'member' };
const village = { region: 370102001002, organ: 'point', heavyFinance: true, since: '2026-01-01' };

function inOrder(told: readonly Told[], until = now): boolean {
  return told.every(({ at }, index) => at < until && (index === 0 || told[index - 1]!.at <= at));
}

describe('what the demonstration tells of villages', () => {
  test('given any seed, then each duty of the last periods is told in order and not ahead of its time', () => {
    const duties = dutiesOf([village], endedPeriods(now));
    expect(duties).toHaveLength(10);
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...duties), (seed, duty) => {
        const periodEnd = dateText(readPeriod(String(duty.data.period)).to);
        const told = tellDuty({ ...duty, periodEnd }, people, plan, new SeededRandom(seed), now);
        expect(told[0]!.type).toBe('services.disclosure-opened');
        expect(inOrder(told)).toBe(true);
      }),
    );
  });

  test.each(plan.matters.map((matter) => [matter.title, matter] as const))(
    'given the matter %s, then it comes as far as the plan says',
    (_, matter) => {
      const opening = {
        at: now - matter.daysAgo * 86_400_000,
        type: 'services.matter-opened',
        data: { ...matter, item: 'x', organ: 'point', region: '370102001002' },
      };
      const decidedBy = findMatterType(matter.type)!.decidedBy.at(-1)!;
      const told = tellMatter(opening, { ...matter, decidedBy }, people, new SeededRandom(1), now);
      const votes = { review: 3, rejected: 3, decide: 4, 'decision-public': 4, short: 4, closed: 4 };
      expect(told.filter(({ type }) => type === 'services.vote-recorded')).toHaveLength(
        votes[matter.through],
      );
      expect(inOrder(told)).toBe(true);
      const last = { short: 'services.matter-confirmed', closed: 'services.matter-confirmed' };
      if (matter.through in last) expect(told.at(-1)!.type).toBe('services.matter-confirmed');
    },
  );
});
