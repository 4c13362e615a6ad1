import type { ClientBase } from 'pg';
import type { Instant } from '#base/time';
import type { FoldTools } from '#spine/cases/fold-context';
import { judgePace, type PaceStep } from '#spine/journal/replay-pace';
import type { JournalEntry } from '#spine/journal/replay-rows';
import { retellCase, type RetoldAlert } from '#spine/journal/retell-case';
import { formatKey } from '#spine/keys';
import { casesIn, type Scope } from './scope.ts';

/** A case in which the rule would have fired. */
export interface Hit {
  city: number;
  caseId: number;
  alert: RetoldAlert;
}

export interface Telling {
  rule: string;
  tools: FoldTools;
  scope: Scope;
  /** Most cases that are told; the newest are. */
  mostCases: number;
  now: Instant;
  onHit: (hit: Hit) => void;
  onProgress: (done: number) => void;
  stopped: () => boolean;
}

const fetchSize = 2_000;

type Entry = JournalEntry & { now_at: Instant | null; live: boolean };

/**
 * Tells the cases of a period again by the same pure functions as intake, with the rule as it is supposed to be. In the
 * caller's read-only transaction; memory holds one case at a time.
 */
export async function tellAgain(client: ClientBase, telling: Telling): Promise<void> {
  if (telling.rule === 'BULK_BACKFILL') await tellPaces(client, telling);
  const where = casesIn(telling.scope);
  const most = where.value(telling.mostCases);
  await client.query(
    `DECLARE dry_run NO SCROLL CURSOR FOR
     SELECT j.city, j.case_id, j.case_seq, j.source_id, j.historic, j.event_id, j.type, j.occurred_at, j.recorded_at, j.data,
       '' AS digest, j.edition, s.now_at, s.mode = 'live' AS live
     FROM (SELECT c.city, c.id, c.source_id FROM cases c ${where.where} ORDER BY c.opened_at DESC LIMIT ${most}) c
     JOIN journal j ON j.city = c.city AND j.case_id = c.id JOIN source s ON s.id = c.source_id
     ORDER BY j.city, j.case_id, j.case_seq`,
    where.values,
  );
  let entries: Entry[] = [];
  let done = 0;
  const tell = (): void => {
    if (entries.length === 0) return;
    tellCase(entries, telling);
    done += 1;
    entries = [];
  };
  for (;;) {
    const { rows } = await client.query<Entry>(`FETCH ${fetchSize} FROM dry_run`);
    for (const entry of rows) {
      const last = entries.at(-1);
      if (last && (last.city !== entry.city || last.case_id !== entry.case_id)) tell();
      entries.push(entry);
    }
    telling.onProgress(done);
    if (rows.length < fetchSize || telling.stopped()) break;
  }
  if (!telling.stopped()) tell();
  telling.onProgress(done);
}

/** Time has passed for a live case up to now, for a replayed one up to its source's own present; never beyond the period. */
function tellCase(entries: readonly Entry[], { rule, tools, scope, now, onHit }: Telling): void {
  const first = entries[0]!;
  const present = first.live ? now : (first.now_at ?? Number.NEGATIVE_INFINITY);
  const certain = Math.min(present, scope.to - 1);
  const { alerts } = retellCase(entries, tools, { certain, possible: certain });
  for (const alert of alerts.values())
    if (alert.rule === rule && alert.firedAt >= scope.from && alert.firedAt < scope.to)
      onHit({ city: first.city, caseId: first.case_id, alert });
}

/** The half of BULK_BACKFILL that looks over several cases: all steps of the period, in the order in which they were written. */
async function tellPaces(client: ClientBase, { tools, scope, onHit, stopped }: Telling): Promise<void> {
  const where = casesIn(scope);
  const from = where.value(new Date(scope.from).toISOString());
  const to = where.value(new Date(scope.to).toISOString());
  await client.query(
    `DECLARE dry_run_steps NO SCROLL CURSOR FOR
     SELECT * FROM (
       SELECT j.city, j.case_id, j.case_seq, j.source_id, CASE WHEN j.historic THEN j.occurred_at ELSE j.recorded_at END AS at,
         j.edition, j.data ->> 'actor' AS actor, j.seq,
         (j.city, j.case_id) IN (SELECT c.city, c.id FROM cases c ${where.where}) AS chosen
       FROM journal j WHERE j.type = 'case.step-done' AND j.data ->> 'actor' IS NOT NULL
     ) x WHERE at >= ${from}::timestamptz - interval '1 day' AND at < ${to}::timestamptz ORDER BY city, seq`,
    where.values,
  );
  let paces = new Map<string, Instant[]>();
  let city: number | undefined;
  for (;;) {
    const { rows } = await client.query<PaceStep & { chosen: boolean }>(
      `FETCH ${fetchSize} FROM dry_run_steps`,
    );
    for (const step of rows) {
      if (step.city !== city) paces = new Map();
      city = step.city;
      const alert = judgePace(step, paces, tools);
      if (alert && step.chosen && step.at >= scope.from)
        onHit({ city: step.city, caseId: step.case_id, alert });
    }
    if (rows.length < fetchSize || stopped()) break;
  }
}

/** Key of a hit: that of its case and of the alert within it. */
export const hitKey = ({ city, caseId, alert }: Hit): string => `${formatKey(city, caseId)} ${alert.key}`;
