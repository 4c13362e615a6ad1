import type { ClientBase } from 'pg';
import { int2Array, int4Array, int8Array, jsonArray, textArray, timestamptzArray } from '#base/pg-binary';
import { levelNumber } from '#spine/clocks/timetable';
import type { CorrectionFold } from '#spine/corrections/apply-correction';

/** A correction as a batch leaves it. */
export interface CorrectionWrite {
  id: number;
  caseId: number;
  organId: number;
  region: number;
  fold: CorrectionFold;
  alertStatus: 1 | 2 | 3;
  /** Keys of alerts that the correction's own clocks gave and that end with it. */
  endedKeys: string[];
}

/** txid marks the row as changed by this transaction, for those who follow what is committed (the live view). */
const text = `
WITH written AS (
  INSERT INTO correction (city, id, case_id, status, level, organ_id, region, issued_at, ended_at, due_at, state)
  SELECT $1::int2, * FROM unnest($2::int8[], $3::int8[], $4::text[], $5::int2[], $6::int4[], $7::int8[],
    $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::json[])
  ON CONFLICT (city, id) DO UPDATE SET status = excluded.status, ended_at = excluded.ended_at,
    due_at = excluded.due_at, state = excluded.state, txid = pg_current_xact_id()
), answered AS (
  UPDATE alert SET status = u.status FROM unnest($2::int8[], $12::int2[]) AS u (id, status)
  WHERE alert.city = $1::int2 AND alert.id = u.id AND alert.status <> u.status
)
UPDATE alert SET status = u.status FROM unnest($13::int8[], $14::text[], $15::int2[]) AS u (case_id, key, status)
WHERE alert.city = $1::int2 AND alert.case_id = u.case_id AND alert.key = u.key`;

/** Writes corrections and the status of their alerts in one statement, all of one city. */
export async function writeCorrections(
  client: ClientBase,
  city: number,
  writes: CorrectionWrite[],
): Promise<void> {
  const states = writes.map((one) => one.fold.state);
  const ended = writes.flatMap(({ caseId, endedKeys, alertStatus }) =>
    endedKeys.map((key) => ({ caseId, key, alertStatus })),
  );
  await client.query({
    name: 'write-corrections',
    text,
    values: [
      city,
      int8Array(writes.map((one) => one.id)),
      int8Array(writes.map((one) => one.caseId)),
      textArray(states.map((state) => state.status)),
      int2Array(states.map((state) => levelNumber[state.level])),
      int4Array(writes.map((one) => one.organId)),
      int8Array(writes.map((one) => one.region)),
      timestamptzArray(states.map((state) => state.issuedAt)),
      timestamptzArray(states.map((state) => state.endedAt)),
      timestamptzArray(writes.map((one) => one.fold.due?.at ?? null)),
      jsonArray(writes.map((one) => JSON.stringify(one.fold))),
      int2Array(writes.map((one) => one.alertStatus)),
      int8Array(ended.map((one) => one.caseId)),
      textArray(ended.map((one) => one.key)),
      int2Array(ended.map((one) => one.alertStatus)),
    ],
  });
}
