import type { ClientBase } from 'pg';
import type { Instant } from '#base/time';
import { notePace, unpackTimes } from '#spine/alerts/pace-book';
import { type FoldTools, toolsAt } from '#spine/cases/fold-context';
import { type Difference, nothing } from '#spine/journal/replay-compare';
import { ofFinding, type RetoldAlert } from '#spine/journal/retell-case';
import { formatKey } from '#spine/keys';

/** A step as the journal has it, as far as the pace of its actor goes by it. */
export interface PaceStep {
  city: number;
  case_id: number;
  case_seq: number;
  source_id: number;
  at: Instant;
  edition: number;
  actor: string;
}

const fetchSize = 5_000;

/** Steps in the order in which they were written: within a city that is the order in which they were judged. */
const text = `SELECT city, case_id, case_seq, source_id, CASE WHEN historic THEN occurred_at ELSE recorded_at END AS at, edition,
    data ->> 'actor' AS actor
  FROM journal WHERE type = 'case.step-done' AND data ->> 'actor' IS NOT NULL ORDER BY city, seq`;

/** What the pace of actors over several cases gave rise to. */
export interface RetoldPace {
  /** Alerts by key of the case. */
  alerts: Map<string, RetoldAlert[]>;
  differences: Difference[];
}

/** Judges the pace of all actors anew, the only rule that looks over several cases, and compares what is kept of it. */
export async function retellPace(client: ClientBase, tools: FoldTools): Promise<RetoldPace> {
  const told: RetoldPace = { alerts: new Map(), differences: [] };
  const cities = new Set<number>();
  let city: number | undefined;
  let actors = new Map<string, Instant[]>();
  const endCity = async (): Promise<void> => {
    if (city === undefined) return;
    cities.add(city);
    told.differences.push(...(await compareActors(client, city, actors)));
    actors = new Map();
  };
  await client.query(`DECLARE replay_steps NO SCROLL CURSOR FOR ${text}`);
  for (;;) {
    const { rows } = await client.query<PaceStep>(`FETCH ${fetchSize} FROM replay_steps`);
    for (const step of rows) {
      if (step.city !== city) await endCity();
      city = step.city;
      try {
        judge(step, actors, tools, told.alerts);
      } catch (error) {
        // An edition that never was: the step was altered, and the others are judged all the same.
        const stored = error instanceof Error ? error.message : String(error);
        const key = formatKey(step.city, step.case_id);
        told.differences.push({ case: key, what: 'journal', expected: 'a step that can be judged', stored });
      }
    }
    if (rows.length < fetchSize) break;
  }
  await endCity();
  await client.query('CLOSE replay_steps');
  const { rows } = await client.query<{ city: number }>('SELECT DISTINCT city FROM actor_pace');
  for (const row of rows)
    if (!cities.has(row.city)) told.differences.push(...(await compareActors(client, row.city, new Map())));
  return told;
}

function judge(
  step: PaceStep,
  actors: Map<string, Instant[]>,
  tools: FoldTools,
  alerts: Map<string, RetoldAlert[]>,
): void {
  const alert = judgePace(step, actors, tools);
  if (!alert) return;
  const key = formatKey(step.city, step.case_id);
  const ofCase = alerts.get(key);
  if (ofCase) ofCase.push(alert);
  else alerts.set(key, [alert]);
}

/**
 * Judges the pace of an actor by one more step.
 * @param actors the last times of each actor of the city, to which this step is added
 */
export function judgePace(
  { source_id, actor, at, case_seq: seq, edition }: PaceStep,
  actors: Map<string, Instant[]>,
  tools: FoldTools,
): RetoldAlert | null {
  const name = `${source_id} ${actor}`;
  const times = actors.get(name) ?? [];
  actors.set(name, times);
  const finding = notePace(times, { actor, at, seq }, toolsAt(tools, edition).parameters);
  return finding ? ofFinding(finding) : null;
}

async function compareActors(
  client: ClientBase,
  city: number,
  actors: Map<string, Instant[]>,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  const differs = (name: string, expected: string, stored: string) =>
    differences.push({ case: `actor_pace ${city}`, what: name, expected, stored });
  const { rows } = await client.query<{ source_id: number; actor: string; times: Buffer }>(
    'SELECT source_id, actor, times FROM actor_pace WHERE city = $1',
    [city],
  );
  for (const row of rows) {
    const name = `${row.source_id} ${row.actor}`;
    const expected = actors.get(name)?.join(' ') ?? nothing;
    actors.delete(name);
    const stored = unpackTimes(row.times).join(' ');
    if (expected !== stored) differs(name, expected, stored);
  }
  for (const [name, times] of actors) differs(name, times.join(' '), nothing);
  return differences;
}
