import type { Rule } from '#spine/alerts/rule';
import { act, clue } from './clue.ts';
import { labels } from './evidence-labels.ts';
import { workingDaysFrom } from './working-time.ts';

const dayMs = 86_400_000;

/**
 * A live source tells of something that happened long ago. It moves no clock by that: clocks of live sources go by the time
 * of recording. An acceptance is left to BULK_BACKFILL, whose grace is shorter.
 */
export const lateEntry: Rule = {
  code: 'LATE_ENTRY',
  title: { zh: '补录：发生后很久才登记', en: 'Entered late: recorded long after it happened' },
  ruleClass: 3,
  level: 'yellow',
  basis:
    '本系统建议规则：迟到的记录单独标明，不据以变动期限 (proposed by this system: a late entry is marked as one and moves no deadline)',
  clears: {
    zh: '由他人核实所称发生时间并说明补录原因',
    en: 'Another person confirming the time that is claimed, and the reason why it was entered late',
  },
  evidence: labels('workingDays', 'most', 'actor', 'occurredAt', 'recordedAt'),
  parameters: ['workingDays'],
  on: 'every',
  judge(judged, { workingDays: most }) {
    const { event, historic, occurredAt, recordedAt, calendar, organ } = judged;
    // Fewer days than working days allowed: spares the calendar in almost every case.
    if (historic || recordedAt - occurredAt < (most! - 1) * dayMs || event.type === 'case.accepted')
      return null;
    const workingDays = workingDaysFrom(occurredAt, recordedAt, calendar, organ);
    if (workingDays <= most!) return null;
    return clue(lateEntry, judged, { workingDays, most: most!, ...act(judged) });
  },
};
