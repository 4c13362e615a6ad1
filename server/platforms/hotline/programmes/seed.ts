import { Refusal } from '#base/errors';
import type { Say } from '#base/log';
import { type Instant, toRfc3339 } from '#base/time';
import { openPartCase } from '#spine/platform/open-part-case';
import { actOnPart } from '#spine/platform/part-commands';
import { settleReactions } from '#spine/platform/reactions';
import { subtreeRange } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { centreOf } from '../tickets/centre.ts';
import { readSeedPlan } from '../tickets/seed-plan.ts';
import { applicationView } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { broadcastAt } from './broadcast-hour.ts';
import { caseNumberOf, planData, planEpisode, raiseQuestion } from './commands.ts';
import { getEpisode } from './episode-view.ts';
import { type ProgrammePlan, readProgrammePlan, shares } from './seed-plan.ts';
import { findSeries, insertSeries, listSeries, type StoredSeries } from './series-store.ts';

const by = { actor: 'agent-demonstration' };
const agent = { ...by, roles: new Set(['hotline-agent'] as const) };
/** How many broadcasts of before are entered at once. */
const atOnce = 20;

const numberOf = (n: number): string => `第${n}期`;

/** Invented broadcasts: those of before as they were entered, the last ones by commands, and some to come. Goes on where it broke off. */
export async function seedProgrammes(spine: Spine, say: Say): Promise<void> {
  const plan = readProgrammePlan();
  try {
    const series = await seriesOf(spine, plan);
    const there = await numbersOf(spine, series);
    const { episodes } = shares(plan);
    if (there.has(caseNumberOf(series, numberOf(episodes + plan.live.length + plan.coming)))) return;
    say('Telling the programmes of the hotline.');
    await tellRecorded(spine, plan, series, there);
    for (const [n, live] of plan.live.entries()) {
      const number = numberOf(episodes + n + 1);
      if (!there.has(caseNumberOf(series, number))) await tellLive(spine, plan, series, { ...live, number });
    }
    for (let n = 1; n <= plan.coming; n++) {
      const number = numberOf(episodes + plan.live.length + n);
      if (there.has(caseNumberOf(series, number))) continue;
      const airsAt = airingOf(spine, series, n);
      await planEpisode(spine, series, planned(spine, plan, number, airsAt, episodes + n), by);
    }
    await settleReactions(spine);
  } catch (error) {
    // Another province than the demonstration's may have no such centre.
    if (!(error instanceof Refusal)) throw error;
    spine.log.info('the programmes of the demonstration were left out', {
      code: error.code,
      field: error.about.field,
    });
  }
}

async function seriesOf(spine: Spine, plan: ProgrammePlan): Promise<StoredSeries> {
  const found = (await listSeries(spine.pool)).find(({ demonstration }) => demonstration);
  if (found) return found;
  const centre = centreOf(spine, plan.region);
  const series = { organId: centre.id, region: plan.region, content: plan.series, demonstration: true };
  const id = await insertSeries(spine.pool, series, { ...by, at: spine.now() });
  return (await findSeries(spine.pool, id))!;
}

/** So many weeks after the latest broadcast, at the hour of the series. */
const airingOf = ({ now, registry }: Spine, { content, organId }: StoredSeries, weeks: number): Instant =>
  broadcastAt(content, { now: now(), weeks, timeZone: registry.organById(organId).timeZone });

async function numbersOf({ pool }: Spine, { id }: StoredSeries): Promise<Set<string>> {
  const { rows } = await pool.query<{ number: string }>(
    `SELECT c.number FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id
     WHERE p.part = 'hotline/programmes' AND (p.state #>> '{series,id}')::int = $1`,
    [id],
  );
  return new Set(rows.map(({ number }) => number));
}

/** Departments of the place, another one each time. */
function organFor({ registry }: Spine, { region }: ProgrammePlan, n: number): string | undefined {
  const { from, to } = subtreeRange(region);
  const departments = [...registry.organs()]
    .filter(
      (organ) =>
        organ.kind === 'department' && organ.region === region && organ.region >= from && organ.region <= to,
    )
    .map(({ code }) => code)
    .toSorted();
  return departments[n % departments.length];
}

function planned(spine: Spine, plan: ProgrammePlan, number: string, airsAt: Instant, n: number) {
  const organ = organFor(spine, plan, n);
  const organs = organ === undefined ? [] : [{ organ, posts: plan.posts }];
  return { number, airsAt: toRfc3339(airsAt), organs, host: plan.host };
}

async function tellRecorded(
  spine: Spine,
  plan: ProgrammePlan,
  series: StoredSeries,
  there: ReadonlySet<string>,
): Promise<void> {
  const { episodes, solvedOf } = shares(plan);
  const { texts } = readSeedPlan();
  const record = async (n: number): Promise<void> => {
    const number = numberOf(n + 1);
    if (there.has(caseNumberOf(series, number))) return;
    const airsAt = airingOf(spine, series, n - episodes - plan.live.length + 1);
    const solved = solvedOf(n);
    const total = solved + ((n + 1) % plan.recordedLastUnsolvedEvery === 0 ? 1 : 0);
    const questions = Array.from({ length: total }, (_, q) => ({
      title: texts[(n * 7 + q * 3) % texts.length]!.title,
      ...plan.outcomes[(n + q) % plan.outcomes.length]!,
      solved: q < solved,
    }));
    const key = await openPartCase(spine, {
      type: 'hotline.episode-recorded',
      region: Number(series.region),
      number: caseNumberOf(series, number),
      data: { ...planData(spine, series, planned(spine, plan, number, airsAt, n), by), questions },
    });
    await actOnPart(spine, key, { action: 'close-episode', values: {} }, agent);
  };
  for (let first = 0; first < episodes; first += atOnce)
    await Promise.all(
      Array.from({ length: Math.min(atOnce, episodes - first) }, (_, n) => record(first + n)),
    );
}

/** A broadcast of late: planned, on air, asked, answered; some of what was asked is solved already. */
async function tellLive(
  spine: Spine,
  plan: ProgrammePlan,
  series: StoredSeries,
  { number, weeksAgo, questions }: ProgrammePlan['live'][number] & { number: string },
): Promise<void> {
  const { texts } = readSeedPlan();
  const airsAt = airingOf(spine, series, -weeksAgo);
  const what = planned(spine, plan, number, airsAt, weeksAgo);
  const key = await planEpisode(spine, series, what, by);
  const act = (on: { city: number; id: number }, action: string, values: Record<string, string> = {}) =>
    actOnPart(spine, on, { action, values }, agent);
  await act(key, 'begin-broadcast');
  const tickets = [];
  for (const [n, { text, solved }] of questions.entries()) {
    const { category, kind, title, content } = texts[text]!;
    const episode = await getEpisode(applicationView(spine), formatKey(key.city, key.id));
    const asked = { title, content, kind, category, region: '370102000000', caller: {}, confidential: false };
    tickets.push({
      ...(await raiseQuestion(spine, episode, { ...asked, organ: what.organs[0]?.organ }, by)),
      solved,
    });
    const said = plan.outcomes[n % plan.outcomes.length]!;
    await act(key, 'say-outcome', { n: String(n + 1), ...said, speaker: plan.posts[0] ?? '' });
  }
  await act(key, 'end-broadcast');
  for (const { solved, ...ticket } of tickets)
    if (solved)
      await act(ticket, 'answer-ticket', {
        answer: '已按直播中的答复办理完毕，并告知反映人。',
        satisfied: 'yes',
      });
  await settleReactions(spine);
}
