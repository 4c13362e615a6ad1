import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import type { Instant } from '#base/time';
import type { FoldTools } from '#spine/cases/fold-context';
import type { RegisteredSource } from '#spine/catalogue/registry';
import { digestOf, incoming } from '#spine/journal/incoming';
import { CaseComparison, type Comparison, type Difference, nothing } from '#spine/journal/replay-compare';
import { type RetoldPace, retellPace } from '#spine/journal/replay-pace';
import { type Dossier, readDossiers } from '#spine/journal/replay-rows';
import { CityTallies, talliedCities } from '#spine/journal/replay-tallies';
import { type CaseHorizon, retellCase, type RetoldCase } from '#spine/journal/retell-case';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { addUp } from '#spine/statistics/add-up';
import { periodDifferences } from '#spine/statistics/periods/roll-up';

export interface ReplayReport {
  differences: number;
  cases: number;
  events: number;
  alerts: number;
  /** The first of the differences. */
  listed: Difference[];
}

export interface ReplayOptions {
  /** Most differences that are listed; all are counted. */
  listed?: number;
  onProgress?: (done: number, total: number) => void;
}

interface SourceRow {
  id: number;
  mode: 'live' | 'replay';
  now_at: Instant | null;
  ticked_to: Instant | null;
  settled_at: Instant | null;
}

/** Another ticker may be ahead of the present that this one was given. */
const ahead = 2_000;
/** Sums of periods that differ from the cube and are counted at most. */
const mostPeriods = 1_000;
const never = Number.NEGATIVE_INFINITY;

/**
 * Tells every case anew from the journal, with the functions of intake, and compares cases, clocks, alerts, corrections
 * and roll-ups with what is stored. Lets time pass and adds up first, then looks at one snapshot; it changes nothing else, and works
 * beside a running server. Memory holds one case, the roll-ups of one city and the alerts of BULK_BACKFILL.
 */
export async function replay(spine: Spine, options: ReplayOptions = {}): Promise<ReplayReport> {
  const certain = await spine.ticker.catchUp(spine.now());
  await addUp(spine.pool);
  return inTransaction(
    spine.pool,
    (client) => replayOn(client, spine, certain, options),
    'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
}

/**
 * The same on a connection that has begun its snapshot.
 * @param certain up to which the clocks of live sources have been run
 */
export async function replayOn(
  client: ClientBase,
  spine: Spine,
  certain: Instant,
  options: ReplayOptions = {},
): Promise<ReplayReport> {
  await spine.registry.refresh(client);
  return new Replay(client, spine, certain, options).run();
}

class Replay {
  readonly #client: ClientBase;
  readonly #tools: FoldTools;
  readonly #sourceById: (id: number) => RegisteredSource;
  readonly #certain: Instant;
  readonly #possible: Instant;
  readonly #options: ReplayOptions;
  readonly #sources = new Map<number, SourceRow>();
  readonly #report: ReplayReport = { differences: 0, cases: 0, events: 0, alerts: 0, listed: [] };

  constructor(client: ClientBase, spine: Spine, certain: Instant, options: ReplayOptions) {
    this.#client = client;
    this.#tools = spine.fold;
    this.#sourceById = (id) => spine.registry.sourceById(id);
    this.#certain = certain;
    this.#possible = Math.max(certain, spine.now() + ahead);
    this.#options = options;
  }

  async run(): Promise<ReplayReport> {
    const client = this.#client;
    const sources = await client.query<SourceRow>(
      'SELECT id, mode, now_at, ticked_to, settled_at FROM source',
    );
    for (const row of sources.rows) this.#sources.set(row.id, row);
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM cases');
    const total = rows[0]!.n;
    const pace = await retellPace(client, this.#tools);
    this.#note(pace.differences);
    const unvisited = new Set(await talliedCities(client));
    let city: CityTallies | undefined;
    let code: number | undefined;
    const endCity = async (): Promise<void> => {
      if (city) this.#note(await city.compare(client));
    };
    for await (const dossier of readDossiers(client)) {
      if (dossier.city !== code) {
        await endCity();
        code = dossier.city;
        city = new CityTallies(code);
        unvisited.delete(code);
      }
      this.#compareCase(dossier, pace, city!);
      if (this.#report.cases % 500 === 0) this.#options.onProgress?.(this.#report.cases, total);
    }
    await endCity();
    for (const other of unvisited) this.#note(await new CityTallies(other).compare(client));
    const periods = await periodDifferences(client, mostPeriods);
    this.#note(
      periods.map(({ name, ...counts }) => ({ case: `tally_period ${name}`, what: 'counts', ...counts })),
    );
    this.#options.onProgress?.(this.#report.cases, total);
    return this.#report;
  }

  #note(differences: readonly Difference[]): void {
    const { listed } = this.#report;
    const most = this.#options.listed ?? 50;
    this.#report.differences += differences.length;
    if (listed.length < most) listed.push(...differences.slice(0, most - listed.length));
  }

  #compareCase(dossier: Dossier, pace: RetoldPace, city: CityTallies): void {
    this.#report.cases += 1;
    this.#report.events += dossier.entries.length;
    this.#report.alerts += dossier.alerts.length;
    // Whatever was altered, the other cases are still compared.
    try {
      const broken = this.#checkEntries(dossier);
      if (broken === undefined) this.#retellCase(dossier, pace, city);
      else this.#noteBroken(dossier, broken);
    } catch (error) {
      this.#noteBroken(dossier, error instanceof Error ? error.message : String(error));
    }
  }

  #noteBroken({ city, caseId }: Dossier, stored: string): void {
    const expected = 'the story of a case';
    this.#note([{ case: formatKey(city, caseId), what: 'journal', expected, stored }]);
  }

  #retellCase(dossier: Dossier, pace: RetoldPace, city: CityTallies): void {
    const horizon = this.#horizonOf(dossier);
    let told = retellCase(dossier.entries, this.#tools, horizon);
    let comparison = this.#compare(dossier, told, pace, horizon);
    if (comparison.differences.length > 0) {
      // What may be otherwise is looked for only where something is: nearly never.
      told = retellCase(dossier.entries, this.#tools, horizon, true);
      comparison = this.#compare(dossier, told, pace, horizon);
    }
    this.#note(comparison.differences);
    city.add(told, comparison.given, dossier.cases[0]?.region ?? 0);
  }

  #compare(dossier: Dossier, told: RetoldCase, pace: RetoldPace, horizon: CaseHorizon): Comparison {
    for (const alert of pace.alerts.get(formatKey(dossier.city, dossier.caseId)) ?? [])
      if (!told.alerts.has(alert.key))
        told.alerts.set(alert.key, { ...alert, status: told.corrected.get(alert.key) ?? alert.status });
    const live = this.#sources.get(told.sourceId)?.mode === 'live';
    return new CaseComparison(dossier, told, horizon, live).run();
  }

  /** What is wrong with the entries themselves: a gap, or an opening that was altered. */
  #checkEntries({ entries, cases }: Dossier): string | undefined {
    if (entries.length === 0) return nothing;
    const gap = entries.findIndex((entry, i) => entry.case_seq !== i + 1);
    if (gap >= 0) return `entry ${entries[gap]!.case_seq} where ${gap + 1} is expected`;
    const opening = entries[0]!;
    const row = cases[0];
    if (!row) return 'entries without a case';
    const said = incoming(this.#sourceById(opening.source_id), {
      id: opening.event_id,
      type: opening.type,
      region: row.region,
      occurredAt: opening.occurred_at,
      data: opening.data,
      reference: { number: row.number },
    });
    if (digestOf(said) !== opening.digest)
      return `digest ${opening.digest} of the opening does not fit its content, number and division`;
    return undefined;
  }

  /** Live cases have come as far as the ticker; replayed ones as far as their source, if they were told by then. */
  #horizonOf({ entries }: Dossier): CaseHorizon {
    const source = this.#sources.get(entries[0]!.source_id)!;
    if (source.mode === 'live') return { certain: this.#certain, possible: this.#possible };
    const { now_at: now, ticked_to: ticked, settled_at: settled } = source;
    const told = entries.at(-1)!.recorded_at;
    return {
      certain: ticked !== null && settled !== null && told < settled ? ticked : never,
      possible: Math.max(now ?? never, ticked ?? never),
    };
  }
}
