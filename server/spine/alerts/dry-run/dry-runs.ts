import { randomUUID } from 'node:crypto';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import type { DryRun } from '#contract/rules';
import { checkThresholds, ruleOf } from '#spine/alerts/rule-decisions';
import { zoneOf } from '#spine/calendar/zone';
import type { Reach } from '#spine/identity/permission';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { casesIn, type Scope } from './scope.ts';
import { supposing } from './suppose.ts';
import { type Hit, hitKey, tellAgain } from './tell-again.ts';

/** Most cases that one trial tells, and most hits that it keeps to be listed; all are counted. */
export const dryRunBounds = { cases: 200_000, hits: 10_000, days: 400, kept: 20 };

const zone = zoneOf('Asia/Shanghai');
const dayMs = 86_400_000;
const midnight = (date: string): Instant => zone.instantOf(Date.parse(`${date}T00:00:00Z`));

export interface KeptRun {
  run: DryRun;
  accountId: number;
  hits: { hit: Hit; already: boolean }[];
  stopping: boolean;
  finished: Promise<void>;
}

/**
 * Trials of rules on the past: one at a time, in the background, in memory alone. Nothing is written; the database is read in one
 * read-only snapshot, so that a trial cannot write even by mistake.
 */
export class DryRuns {
  readonly #spine: Spine;
  readonly #runs = new Map<string, KeptRun>();

  constructor(spine: Spine) {
    this.#spine = spine;
  }

  /** Refusals: not-found, field-invalid (thresholds, period); conflict, while another trial runs. */
  start(
    code: string,
    order: DryRun['order'],
    by: { actor: string; accountId: number; reach: Reach },
  ): KeptRun {
    const rule = ruleOf(code);
    checkThresholds(code, order.parameters);
    const scope: Scope = {
      ...order,
      from: midnight(order.from),
      to: midnight(order.to) + dayMs,
      reach: by.reach,
    };
    if (scope.to <= scope.from || scope.to - scope.from > dryRunBounds.days * dayMs)
      throw new Refusal('field-invalid', {
        field: 'to',
        expected: `a day from ${order.from} on, at most ${dryRunBounds.days} days in all`,
      });
    if ([...this.#runs.values()].some(({ run }) => run.status === 'running'))
      throw new Refusal('conflict', { field: 'code', expected: 'to wait: another trial runs' });
    const run: DryRun = {
      id: randomUUID(),
      rule: code,
      order,
      status: 'running',
      done: 0,
      total: 0,
      leftOut: 0,
      would: 0,
      did: 0,
      added: 0,
      by: by.actor,
      startedAt: toRfc3339(this.#spine.now()),
      finishedAt: null,
    };
    const kept: KeptRun = {
      run,
      accountId: by.accountId,
      hits: [],
      stopping: false,
      finished: Promise.resolve(),
    };
    this.#keep(kept);
    kept.finished = this.#run(kept, scope, rule.parameters);
    return kept;
  }

  #keep(kept: KeptRun): void {
    this.#runs.set(kept.run.id, kept);
    const oldest = this.#runs.keys().next();
    if (this.#runs.size > dryRunBounds.kept && !oldest.done) this.#runs.delete(oldest.value);
  }

  /** A trial of the one who asks; it saw what they may see. Refusal: not-found. */
  find(id: string, accountId: number): KeptRun {
    const kept = this.#runs.get(id);
    if (!kept || kept.accountId !== accountId)
      throw new Refusal('not-found', { field: 'id', expected: 'a trial of your own that is still kept' });
    return kept;
  }

  stop(id: string, accountId: number): KeptRun {
    const kept = this.find(id, accountId);
    kept.stopping = true;
    return kept;
  }

  async #run(kept: KeptRun, scope: Scope, names: readonly string[]): Promise<void> {
    const { run } = kept;
    const { pool, fold, log, now } = this.#spine;
    try {
      await inTransaction(
        pool,
        async (client) => {
          const where = casesIn(scope);
          const { rows } = await client.query<{ n: number }>(
            `SELECT count(*)::int AS n FROM cases c ${where.where}`,
            where.values,
          );
          run.total = Math.min(rows[0]!.n, dryRunBounds.cases);
          run.leftOut = rows[0]!.n - run.total;
          const given = await this.#given(client, run.rule, scope);
          run.did = given.size;
          await tellAgain(client, {
            rule: run.rule,
            tools: { ...fold, suppose: supposing(run.rule, names, run.order.parameters) },
            scope,
            mostCases: dryRunBounds.cases,
            now: now(),
            onHit: (hit) => {
              const already = given.has(hitKey(hit));
              run.would += 1;
              if (!already) run.added += 1;
              if (kept.hits.length < dryRunBounds.hits) kept.hits.push({ hit, already });
            },
            onProgress: (done) => {
              run.done = done;
            },
            stopped: () => kept.stopping,
          });
        },
        'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY',
      );
      run.status = kept.stopping ? 'stopped' : 'done';
    } catch (error) {
      run.status = 'failed';
      log.error('a trial of a rule failed', error, { rule: run.rule });
    }
    run.finishedAt = toRfc3339(now());
  }

  /** Keys of the alerts that the rule did give in the period. */
  async #given(client: Parameters<typeof tellAgain>[0], rule: string, scope: Scope): Promise<Set<string>> {
    const where = casesIn(scope);
    const ruleAt = where.value(rule);
    const [from, to] = [where.value(toRfc3339(scope.from)), where.value(toRfc3339(scope.to))];
    const { rows } = await client.query<{ city: number; case_id: number; key: string }>(
      `SELECT a.city, a.case_id, a.key FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id ${where.where}
         AND a.rule = ${ruleAt} AND a.fired_at >= ${from}::timestamptz AND a.fired_at < ${to}::timestamptz`,
      where.values,
    );
    return new Set(rows.map(({ city, case_id: id, key }) => `${formatKey(city, id)} ${key}`));
  }
}
