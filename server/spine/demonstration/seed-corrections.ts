import { type Instant, toRfc3339 } from '#base/time';
import type { CorrectionEvent } from '#contract/correction-events';
import { alertLevels } from '#spine/alerts/alert-queries';
import type { RegisteredSource } from '#spine/catalogue/registry';
import { type CorrectionCommand, decideCorrection } from '#spine/corrections/correction-actions';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import { type CorrectionState, evolveCorrection } from '#spine/corrections/correction-state';
import { type AlertFacts, decideIssue } from '#spine/corrections/issue-correction';
import { incoming, type IncomingEvent } from '#spine/journal/incoming';
import type { Spine } from '#spine/spine';
import { SeededRandom } from './seeded-random.ts';

const hour = 3_600_000;
/** Share of yellow and red alerts that were put under correction, and how far each got. */
const share = 0.6;
const most = 1_500;

type Act = Omit<CorrectionCommand, 'values'> & { values: Record<string, string>; after: number };

const person = '演示监察员(演示0001)';
const handler = '演示经办人(演示0002)';
const sign: Act = { action: 'sign', actor: handler, values: {}, after: 5 };
const rectify: Act = {
  action: 'rectify',
  actor: handler,
  values: {
    cause: '经办人未及时关注时限提醒。',
    measures: '已补办手续，并调整窗口值班安排。',
  },
  after: 20,
};
const answer: Act = {
  action: 'answer',
  actor: handler,
  values: { feedback: '整改已完成，相关材料已归档备查。' },
  after: 26,
};
const verify: Act = {
  action: 'verify',
  actor: person,
  values: { conclusion: '经核验，整改到位，予以销号。' },
  after: 30,
};
const appeal: Act = {
  action: 'appeal',
  actor: handler,
  values: {
    ground: 'system-fault',
    statement: '系统升级期间数据未及时上传，实际在时限内办结。',
  },
  after: 18,
};
const uphold: Act = {
  action: 'uphold',
  actor: person,
  values: { reason: '经查系统日志，申诉情况属实。' },
  after: 40,
};
const refuse: Act = {
  action: 'refuse',
  actor: person,
  values: { reason: '未见系统故障记录，申诉理由不成立。' },
  after: 40,
};

/** Ways that a correction may have gone, and how often. */
const courses: { weight: number; acts: Act[] }[] = [
  { weight: 55, acts: [sign, rectify, answer, verify] },
  { weight: 8, acts: [sign, appeal, uphold] },
  { weight: 4, acts: [sign, appeal, refuse] },
  { weight: 8, acts: [sign, rectify, answer] },
  { weight: 8, acts: [sign, rectify] },
  { weight: 7, acts: [sign] },
  { weight: 10, acts: [] },
];

/** Corrections older than this are through, but for a few that were forgotten: otherwise the first day would be all reminders. */
const settledAfter = 4 * 24 * hour;
const forgotten = 0.03;

function courseOf(age: number, random: SeededRandom): Act[] {
  if (age > settledAfter && random.next() > forgotten)
    return random.next() < 0.88 ? courses[0]!.acts : courses[1]!.acts;
  let left = random.next() * courses.reduce((sum, course) => sum + course.weight, 0);
  return courses.find((course) => (left -= course.weight) < 0)?.acts ?? [];
}

/** One correction from its issue on, as far as its course has come by `now`. */
function story(
  alert: AlertFacts,
  firedAt: Instant,
  now: Instant,
  random: SeededRandom,
  source: RegisteredSource,
): IncomingEvent[] {
  const limits = readCorrectionLimits();
  const issuedAt = firedAt + (4 + random.next() * 20) * hour;
  if (issuedAt > now) return [];
  const events: { at: Instant; event: CorrectionEvent }[] = [
    {
      at: issuedAt,
      event: decideIssue(alert, { demand: '请核实情况，限期整改并反馈。', actor: person }, limits, issuedAt),
    },
  ];
  let state: CorrectionState = evolveCorrection(null, events[0]!.event, issuedAt);
  let at = issuedAt;
  for (const act of courseOf(now - issuedAt, random)) {
    at += act.after * hour * (0.5 + random.next());
    if (at > now) break;
    const event = decideCorrection(String(alert.id), state, act);
    state = evolveCorrection(state, event, at);
    events.push({ at, event });
  }
  return events.map(({ at: when, event }, i) =>
    incoming(source, {
      id: `demonstration:correction:${alert.id}:${i}`,
      type: event.type,
      region: alert.region,
      occurredAt: Math.floor(when),
      data: { ...event.data },
      reference: { id: alert.caseId },
    }),
  );
}

/**
 * Puts a share of the demonstration's yellow and red alerts under correction, in every state that there is. Chosen from
 * all of them by what does not change when some are under correction already, so that it can go on where it broke off.
 */
export async function seedCorrections(spine: Spine, source: RegisteredSource, now: Instant): Promise<number> {
  const { rows } = await spine.pool.query<Omit<AlertFacts, 'level'> & { level: number; fired_at: Instant }>(
    `SELECT a.id, a.case_id AS "caseId", a.key, a.rule, a.level, 0 AS status, a.region, a.fired_at
     FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id
     WHERE c.source_id = $1 AND a.level > 1 AND a.rule NOT IN ('EXPIRING', 'CORRECTION_OVERDUE') ORDER BY a.city, c.number, a.key`,
    [source.id],
  );
  const random = new SeededRandom(20_260_102);
  const stories = rows
    .filter(() => random.next() < share)
    .slice(0, most)
    .map((row) => story({ ...row, level: alertLevels[row.level - 1]! }, row.fired_at, now, random, source));
  // Event by event over all corrections: the next one of each needs the one before.
  for (let i = 0; stories.some((events) => events.length > i); i++) {
    const answers = await spine.journal.append(stories.flatMap((events) => events.slice(i, i + 1)));
    const bad = answers.find((one) => one.outcome === 'refused' || one.outcome === 'conflict');
    if (bad)
      throw new Error(
        `a correction of the demonstration was refused: ${JSON.stringify(bad)} by ${toRfc3339(now)}`,
      );
  }
  return stories.length;
}
