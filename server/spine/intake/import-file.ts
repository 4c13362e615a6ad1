import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Pool } from 'pg';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import type { CatalogueFile, ImportMap, RowProblem } from '#contract/import-map';
import type { ImportCounts } from '#contract/imports';
import { ensureSource, saveItems, saveOrgans } from '#spine/catalogue/register';
import type { RegisteredSource, Registry } from '#spine/catalogue/registry';
import type { Ticker } from '#spine/clocks/ticker';
import { workbenchSource } from '#spine/installation';
import { mapFile, type MappedBatch, type MappedEvent } from '#spine/intake/mapping/map-file';
import { ImportRun, noCounts } from '#spine/intake/import-run';
import { admit, type IncomingEvent } from '#spine/journal/incoming';
import type { Journal } from '#spine/journal/journal';

export interface ImportTools {
  pool: Pool;
  registry: Registry;
  journal: Journal;
  ticker: Ticker;
  now: () => Instant;
}

export interface ImportRequest {
  file: string;
  /** The file's name as people know it. */
  name?: string;
  map: ImportMap;
  catalogue?: CatalogueFile;
  /** A replay source's present, when it is not its last event's time. */
  now?: Instant;
  demonstration?: boolean;
  onProgress?: (progress: { bytesDone: number; bytesTotal: number; counts: ImportCounts }) => void;
  onStart?: (run: ImportRun) => void;
}

/**
 * Imports a file by its mapping: reads in batches, admits each event like any other, writes through the journal.
 * Repeating it adds nothing (ids are stable), so that an import that was broken off goes on where it stopped.
 * Refusal: file-unreadable, when there is no such file.
 */
export async function importFile(
  tools: ImportTools,
  request: ImportRequest,
): Promise<{ run: ImportRun; counts: ImportCounts }> {
  const { pool, registry } = tools;
  const size = await stat(request.file).catch(() => undefined);
  if (!size?.isFile())
    throw new Refusal('file-unreadable', {
      field: 'file',
      expected: 'a file that can be read',
      detail: path.basename(request.file),
    });
  await register(tools, request);
  const source = registry.source(request.map.source.id)!;
  if (source.mode !== request.map.source.mode)
    throw new Refusal('map-invalid', {
      field: 'source.mode',
      expected: `${source.mode}, as ${source.code} is registered`,
    });
  const run = await ImportRun.begin(
    pool,
    request.name ?? path.basename(request.file),
    source.code,
    size.size,
  );
  request.onStart?.(run);
  const work = new Importing(tools, request, source, run, size.size);
  try {
    for await (const batch of mapFile(request.file, request.map)) await work.take(batch);
    await work.passTime();
    await work.countOutcome();
    await run.finish(work.counts);
  } catch (error) {
    await run.fail(work.counts, error instanceof Refusal ? error.message : 'an internal error; see the log');
    throw error;
  }
  return { run, counts: work.counts };
}

async function register(tools: ImportTools, request: ImportRequest): Promise<void> {
  const { map, catalogue, demonstration = false } = request;
  if (map.source.id === workbenchSource.code)
    throw new Refusal('map-invalid', {
      field: 'source.id',
      expected: `a source of its own, not ${workbenchSource.code}, which is what people do here`,
    });
  if (catalogue) {
    await saveOrgans(tools.pool, catalogue.organs, demonstration);
    await saveItems(tools.pool, catalogue.items, demonstration);
  }
  await ensureSource(tools.pool, {
    code: map.source.id,
    name: map.source.name ?? map.source.id,
    mode: map.source.mode,
    demonstration,
  });
  await tools.registry.refresh();
}

/** One import on its way: what it has read, written, refused and counted. */
class Importing {
  readonly counts: ImportCounts = noCounts();
  readonly #tools: ImportTools;
  readonly #request: ImportRequest;
  readonly #source: RegisteredSource;
  readonly #run: ImportRun;
  readonly #bytesTotal: number;
  #last: Instant = Number.NEGATIVE_INFINITY;

  constructor(
    tools: ImportTools,
    request: ImportRequest,
    source: RegisteredSource,
    run: ImportRun,
    bytesTotal: number,
  ) {
    this.#tools = tools;
    this.#request = request;
    this.#source = source;
    this.#run = run;
    this.#bytesTotal = bytesTotal;
  }

  async take(batch: MappedBatch): Promise<void> {
    const admitted: { event: IncomingEvent; mapped: MappedEvent }[] = [];
    const problems: RowProblem[] = [...batch.problems];
    for (const mapped of batch.events) {
      try {
        admitted.push({
          event: admit(mapped, this.#tools.registry, this.#source, this.#tools.now()),
          mapped,
        });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problems.push(refusedRow(mapped, error.code, error.about.field, error.about.expected));
      }
    }
    const answers = await this.#tools.journal.append(admitted.map((one) => one.event));
    for (const [i, answer] of answers.entries()) {
      const { mapped, event } = admitted[i]!;
      if (answer.outcome === 'accepted') this.counts.accepted += mapped.derived ? 0 : 1;
      else if (answer.outcome === 'duplicate') this.counts.duplicates += mapped.derived ? 0 : 1;
      else problems.push(refusedRow(mapped, answer.code ?? answer.outcome, answer.field, answer.expected));
      if (answer.outcome !== 'refused' && event.occurredAt > this.#last) this.#last = event.occurredAt;
    }
    for (const problem of problems) this.counts.refused += problem.rows;
    // A remark (scope `nothing`) left nothing out.
    await this.#run.refuse(problems.filter((problem) => problem.scope !== 'nothing'));
    this.counts.cases = batch.totals.cases;
    this.counts.events = batch.totals.events;
    await this.#run.progress(batch.bytesRead, this.counts);
    this.#request.onProgress?.({
      bytesDone: batch.bytesRead,
      bytesTotal: this.#bytesTotal,
      counts: this.counts,
    });
  }

  /** A replay source's present moves on to its last event (or to the time asked for), and its clocks run up to it. */
  async passTime(): Promise<void> {
    if (this.#source.mode !== 'replay') return;
    const now = this.#request.now ?? this.#last;
    if (!Number.isFinite(now)) return;
    const { rows } = await this.#tools.pool.query<{ now: Instant }>(
      'UPDATE source SET now_at = greatest(now_at, $2::timestamptz) WHERE id = $1 RETURNING now_at AS now',
      [this.#source.id, toRfc3339(now)],
    );
    await this.#tools.ticker.tickReplay(this.#source.id, rows[0]!.now);
  }

  /** What now stands on the cases of this source. */
  async countOutcome(): Promise<void> {
    const at = this.#source.mode === 'live' ? toRfc3339(this.#tools.now()) : null;
    const { rows } = await this.#tools.pool.query<{ closed_late: number; open_late: number }>(
      `SELECT count(*) FILTER (WHERE c.ended_at IS NOT NULL AND c.late)::int AS closed_late,
         count(*) FILTER (WHERE c.ended_at IS NULL AND (c.late OR k.due_at < coalesce($2::timestamptz, s.now_at)))::int AS open_late
       FROM cases c JOIN source s ON s.id = c.source_id LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id
       WHERE c.source_id = $1`,
      [this.#source.id, at],
    );
    this.counts.closedLate = rows[0]!.closed_late;
    this.counts.openLate = rows[0]!.open_late;
    const alerts = await this.#tools.pool.query<{ notice: number; yellow: number; red: number }>(
      `SELECT count(*) FILTER (WHERE a.level = 1)::int AS notice, count(*) FILTER (WHERE a.level = 2)::int AS yellow,
         count(*) FILTER (WHERE a.level = 3)::int AS red
       FROM cases c JOIN alert a ON a.city = c.city AND a.case_id = c.id WHERE c.source_id = $1`,
      [this.#source.id],
    );
    this.counts.alerts = alerts.rows[0]!;
  }
}

function refusedRow(mapped: MappedEvent, code: string, field?: string, expected?: string): RowProblem {
  return {
    line: mapped.line,
    code: code as RowProblem['code'],
    scope: 'event',
    rows: mapped.derived ? 0 : 1,
    field,
    expected,
  };
}
