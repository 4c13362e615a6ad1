import { toRfc3339 } from '#base/time';
import type { Finding, Judged, Rule } from '#spine/alerts/rule';
import type { PauseTrace } from '#spine/cases/case-state';
import { act, clue } from './clue.ts';
import { labels } from './evidence-labels.ts';
import { shiftWorkingDays, workingDaysFrom } from './working-time.ts';

/** Class 2: how special procedures and extensions are used. */

const pauseBasis = '行政许可法第四十五条 (Administrative Licensing Law art. 45)';

/** Waiting for the applicant's correction stops the clock, but is no special procedure. */
const isSpecial = (pause: { kind: string }) => pause.kind !== 'correction';

/** Days are taken as working days, the longer reading of what the applicant was told. */
function longerThanDeclared(judged: Judged, pause: PauseTrace, place: number): Finding | null {
  if (pause.expectedDays === null) return null;
  const workingDays = workingDaysFrom(pause.from, judged.at, judged.calendar, judged.organ);
  if (workingDays <= pause.expectedDays) return null;
  const evidence = {
    procedure: pause.kind,
    pausedFrom: toRfc3339(pause.from),
    pausedTo: toRfc3339(judged.at),
    expectedDays: pause.expectedDays,
    workingDays,
    ...act(judged),
  };
  return clue(pauseAbuse, judged, evidence, `longer-${place}`);
}

function judgeEnd(judged: Judged): Finding[] {
  const found: Finding[] = [];
  for (const [place, pause] of (judged.before?.pauses ?? []).entries()) {
    // A pause that is still open when the case ends was ended by it.
    if (pause.to !== null || judged.after.pauses[place]?.to === null) continue;
    const finding = longerThanDeclared(judged, pause, place + 1);
    if (finding) found.push(finding);
  }
  return found;
}

function judgeStart(
  judged: Judged,
  procedure: string,
  parameters: Readonly<Record<string, number>>,
): Finding[] {
  const { before, after, at, dueAt, calendar, organ } = judged;
  const running = before !== null && !before.pauses.some((pause) => pause.to === null);
  // Asking again for what stands already moves no clock.
  if (!running || !isSpecial({ kind: procedure })) return [];
  const found: Finding[] = [];
  const times = after.pauses.filter(isSpecial).length;
  const most = parameters.mostPauses!;
  if (times > most) found.push(clue(pauseAbuse, judged, { procedure, times, most, ...act(judged) }, 'many'));
  const least = parameters.leastWorkingDaysBeforeDue!;
  if (dueAt !== null && at <= dueAt && at > shiftWorkingDays(dueAt, -least, calendar, organ))
    found.push(
      clue(pauseAbuse, judged, { procedure, dueAt: toRfc3339(dueAt), least, ...act(judged) }, 'late'),
    );
  return found;
}

export const pauseAbuse: Rule = {
  code: 'PAUSE_ABUSE',
  title: { zh: '特别程序使用异常', en: 'Unusual use of special procedures' },
  ruleClass: 2,
  level: 'yellow',
  basis: `${pauseBasis}; 阈值为本系统建议 (thresholds proposed by this system)`,
  clears: {
    zh: '提交特别程序的依据、告知书与结论',
    en: 'Showing the ground of the procedure, the notice to the applicant and its outcome',
  },
  evidence: labels(
    'procedure',
    'pausedFrom',
    'pausedTo',
    'expectedDays',
    'workingDays',
    'times',
    'most',
    'dueAt',
    'least',
    'actor',
    'occurredAt',
    'recordedAt',
  ),
  parameters: ['mostPauses', 'leastWorkingDaysBeforeDue'],
  on: [
    'case.paused',
    'case.resumed',
    'case.closed',
    'case.not-accepted',
    'case.withdrawn',
    'case.terminated',
  ],
  judge(judged, parameters) {
    const { event } = judged;
    return event.type === 'case.paused'
      ? judgeStart(judged, event.data.procedure, parameters)
      : judgeEnd(judged);
  },
};

export const pauseWithoutGrounds: Rule = {
  code: 'PAUSE_WITHOUT_GROUNDS',
  title: { zh: '特别程序登记要素不全', en: 'Special procedure recorded incompletely' },
  ruleClass: 2,
  level: 'notice',
  basis: `${pauseBasis}: 所需时间书面告知申请人 (the applicant is told the time in writing); 其余要素为本系统建议 (the rest proposed by this system)`,
  clears: {
    zh: '补充登记所需天数、批准人与告知书',
    en: 'Recording the days it takes, the approver and the notice to the applicant',
  },
  evidence: labels('procedure', 'missing', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: ['case.paused'],
  judge(judged) {
    const { event } = judged;
    if (event.type !== 'case.paused') return null;
    const { procedure, expectedDays, approver, notice } = event.data;
    if (!isSpecial({ kind: procedure })) return null;
    const missing = Object.entries({ expectedDays, approver, notice })
      .filter(([, value]) => value === undefined || String(value).trim() === '')
      .map(([field]) => field);
    if (missing.length === 0) return null;
    return clue(pauseWithoutGrounds, judged, { procedure, missing: missing.join(', '), ...act(judged) });
  },
};

export const extensionWithoutApprover: Rule = {
  code: 'EXTENSION_WITHOUT_APPROVER',
  title: { zh: '延期无批准人登记', en: 'Extension recorded without an approver' },
  ruleClass: 2,
  level: 'notice',
  basis:
    '本系统建议规则 (proposed by this system); 参见行政许可法第四十二条 (compare Administrative Licensing Law art. 42)',
  clears: { zh: '补充登记批准人', en: 'Recording who approved it' },
  evidence: labels('missing', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: ['case.extended'],
  judge(judged) {
    const { event } = judged;
    if (event.type !== 'case.extended' || event.data.approver?.trim()) return null;
    return clue(extensionWithoutApprover, judged, { missing: 'approver', ...act(judged) });
  },
};
