import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { ClockView } from '#contract/cases';
import type { LegalBasis } from '#contract/catalogue';
import type { Bilingual } from '#contract/text';
import { openPause } from '#spine/clocks/clock-state';
import { dueOf, isLate } from '#spine/clocks/due';
import { explain } from '#spine/clocks/explain';
import { type ClockContext, indexClocks, type Timetable, type TimetableRung } from '#spine/clocks/timetable';
import { alertLevels } from '#spine/alerts/alert-queries';
import { isPartClock, partClockOf } from '#spine/platform/installed';

const names: Record<string, Bilingual> = {
  promised: { zh: '承诺时限', en: 'Promised limit' },
  legal: { zh: '法定时限', en: 'Legal limit' },
  acceptance: { zh: '受理时限', en: 'Limit for acceptance' },
  sign: { zh: '签收时限', en: 'Limit for signing' },
  answer: { zh: '反馈时限', en: 'Limit for feedback' },
  verify: { zh: '核验时限', en: 'Limit for verification' },
  close: { zh: '办结时限', en: 'Limit for closing' },
};

const acceptanceBasis: LegalBasis = { law: '中华人民共和国行政许可法', article: '第三十二条' };

function nameOf(kind: string, context: ClockContext): Bilingual {
  if (kind.startsWith('step:')) {
    const step = context.item.flow.steps.find((one) => `step:${one.code}` === kind);
    return step
      ? { zh: `环节时限:${step.name.zh}`, en: `Step limit: ${step.name.en}` }
      : { zh: kind, en: kind };
  }
  if (isPartClock(kind)) return partClockOf(kind).name;
  return names[kind.slice(kind.lastIndexOf(':') + 1)] ?? { zh: kind, en: kind };
}

function basisOf(kind: string, context: ClockContext): LegalBasis[] {
  if (kind === 'acceptance') return [acceptanceBasis];
  if (isPartClock(kind)) return [...partClockOf(kind).basis];
  return kind.startsWith('correction:') ? [] : context.item.basis;
}

/** The clocks of a timetable as people see them: due time, derivation line by line, rungs and which of them fired. */
export function clockViews(
  timetable: Timetable,
  which: (kind: string) => boolean,
  firedKeys: ReadonlySet<string>,
  context: ClockContext,
  now: Instant,
): ClockView[] {
  const rungs = indexClocks(timetable.clocks, null, context).rungs;
  return Object.entries(timetable.clocks)
    .filter(([kind]) => which(kind))
    .map(([kind, clock]) => {
      const calendar = context.calendar(clock.calendar, clock.calendarVersion);
      const { dueAt, provisional } = dueOf(clock, calendar);
      const basis = basisOf(kind, context);
      return {
        kind,
        name: nameOf(kind, context),
        status: clock.stoppedAt !== null ? 'stopped' : openPause(clock) ? 'paused' : 'running',
        startedAt: toRfc3339(clock.startedAt),
        stoppedAt: toRfc3339OrNull(clock.stoppedAt),
        dueAt: toRfc3339OrNull(dueAt),
        provisional,
        late: dueAt !== null && isLate(clock, dueAt, clock.stoppedAt ?? now),
        timeZone: clock.zone,
        basis,
        rungs: rungs.filter((rung) => rung[1].startsWith(`${kind}:`)).map((rung) => toRung(rung, firedKeys)),
        explanation: explain(clock, calendar, basis),
      };
    });
}

function toRung(
  [at, key, , level]: TimetableRung,
  firedKeys: ReadonlySet<string>,
): ClockView['rungs'][number] {
  return {
    code: key.slice(key.lastIndexOf(':') + 1),
    level: alertLevels[level - 1]!,
    at: toRfc3339(at),
    fired: firedKeys.has(key),
  };
}
