import type { ClientBase } from 'pg';
import {
  boolArray,
  byteaArray,
  dateArray,
  int2Array,
  int4Array,
  int8Array,
  jsonArray,
  textArray,
  timestamptzArray,
} from '#base/pg-binary';
import type { Instant } from '#base/time';
import type { Settled } from '#spine/clocks/settled-warnings';
import { levelNumber, type TimetableRung } from '#spine/clocks/timetable';
import type { Finding } from '#spine/alerts/rule';
import { counterNames, type Tally } from '#spine/statistics/tally';
import { countAlerts, countSettled, tallyStatements } from '#spine/statistics/tally-sql';

export interface JournalRow {
  caseId: number;
  caseSeq: number;
  sourceId: number;
  historic: boolean;
  eventId: string;
  type: string;
  occurredAt: Instant;
  payload: string;
  /** SHA-256, hexadecimal. */
  digest: string;
}
export interface CaseRowWrite {
  id: number;
  sourceId: number;
  number: string;
  itemId: number;
  itemVersion: number;
  organId: number;
  region: number;
  status: string;
  seq: number;
  late: boolean;
  openedAt: Instant;
  lastAt: Instant;
  endedAt: Instant | null;
  state: string;
}
export interface ClockRowWrite {
  caseId: number;
  sourceId: number;
  live: boolean;
  itemId: number;
  organId: number;
  region: number;
  ledger: string;
  rungs: string;
  nextI: number;
  nextAt: Instant | null;
  dueAt: Instant | null;
}
export interface AlertWrite {
  caseId: number;
  key: string;
  rule: string;
  level: number;
  itemId: number;
  organId: number;
  region: number;
  firedAt: Instant;
  evidence: string | null;
  /** As in `alert.status`; 0 unless the event that fires it settles it too. */
  status: number;
}
/** Warnings of a near due time that an event settled, by the beginning of their keys. */
export interface SettledWrite {
  caseId: number;
  prefix: string;
  status: number;
}
export interface PaceWrite {
  sourceId: number;
  actor: string;
  times: Instant[];
}
/** What one batch of one city writes. */
export interface BatchWrite {
  city: number;
  /** Of the reference data by which the events were folded. */
  edition: number;
  journal: JournalRow[];
  opened: CaseRowWrite[];
  changed: CaseRowWrite[];
  clocks: ClockRowWrite[];
  alerts: AlertWrite[];
  settled: SettledWrite[];
  tally: Tally;
  pace: PaceWrite[];
}

type Where = Pick<AlertWrite, 'caseId' | 'itemId' | 'organId' | 'region'>;

export function rungAlert(rung: TimetableRung, where: Where, settled: readonly Settled[] = []): AlertWrite {
  const [firedAt, key, rule, level] = rung;
  const status = rule === 'EXPIRING' ? (settled.find((one) => key.startsWith(one.prefix))?.status ?? 0) : 0;
  return { ...where, key, rule, level, firedAt, evidence: null, status };
}
export function findingAlert(finding: Finding, where: Where): AlertWrite {
  const { key, rule, level, at, evidence } = finding;
  return {
    ...where,
    key,
    rule,
    level: levelNumber[level],
    firedAt: at,
    evidence: JSON.stringify(evidence),
    status: 0,
  };
}

const text = `
WITH j AS (
  INSERT INTO journal (city, case_id, case_seq, source_id, historic, event_id, type, occurred_at, data, digest, edition)
  SELECT $1::int2, *, $73::int4 FROM unnest($2::int8[], $3::int4[], $4::int4[], $5::bool[], $6::text[], $7::text[], $8::timestamptz[], $9::json[], $10::bytea[])
), c_new AS (
  INSERT INTO cases (city, id, source_id, number, item_id, item_version, organ_id, region, status, seq, late, opened_at, last_at, ended_at, state)
  SELECT $1::int2, * FROM unnest($11::int8[], $12::int4[], $13::text[], $14::int4[], $15::int2[], $16::int4[], $17::int8[], $18::text[],
    $19::int4[], $20::bool[], $21::timestamptz[], $22::timestamptz[], $23::timestamptz[], $24::json[])
), c_changed AS (
  UPDATE cases SET status = u.status, seq = u.seq, late = u.late, last_at = u.last_at, ended_at = u.ended_at, state = u.state
  FROM unnest($25::int8[], $26::text[], $27::int4[], $28::bool[], $29::timestamptz[], $30::timestamptz[], $31::json[])
    AS u (id, status, seq, late, last_at, ended_at, state)
  WHERE cases.city = $1::int2 AND cases.id = u.id
), k AS (
  INSERT INTO clock (city, case_id, source_id, live, item_id, organ_id, region, ledger, rungs, next_i, next_at, due_at)
  SELECT $1::int2, * FROM unnest($32::int8[], $33::int4[], $34::bool[], $35::int4[], $36::int4[], $37::int8[], $38::json[], $39::json[],
    $40::int2[], $41::timestamptz[], $42::timestamptz[])
  ON CONFLICT (city, case_id) DO UPDATE SET ledger = excluded.ledger, rungs = excluded.rungs, next_i = excluded.next_i,
    next_at = excluded.next_at, due_at = excluded.due_at
), a AS (
  INSERT INTO alert (city, case_id, key, rule, level, item_id, organ_id, region, fired_at, evidence, status)
  SELECT $1::int2, * FROM unnest($43::int8[], $44::text[], $45::text[], $46::int2[], $47::int4[], $48::int4[], $49::int8[],
    $50::timestamptz[], $51::json[], $69::int2[])
  ON CONFLICT (city, case_id, key) DO NOTHING
  RETURNING fired_at, region, organ_id, item_id, level, status
), e AS (
  UPDATE alert SET status = u.status FROM unnest($70::int8[], $71::text[], $72::int2[]) AS u (case_id, prefix, status)
  WHERE alert.city = $1::int2 AND alert.case_id = u.case_id AND starts_with(alert.key, u.prefix) AND alert.rule = 'EXPIRING'
    AND alert.status = 0
  RETURNING fired_at, region, organ_id, item_id, level
), p AS (
  INSERT INTO actor_pace (city, source_id, actor, times)
  SELECT $1::int2, source_id, actor, times::int8[] FROM unnest($52::int4[], $53::text[], $54::text[]) AS u (source_id, actor, times)
  ON CONFLICT (city, source_id, actor) DO UPDATE SET times = excluded.times
), counted AS (
  SELECT * FROM unnest($55::date[], $56::int8[], $57::int4[], $58::int4[], ${counterNames.map((_, i) => `$${59 + i}::int4[]`).join(', ')})
    AS u (day, region, organ_id, item_id, ${counterNames.join(', ')})
  UNION ALL SELECT ${countAlerts} FROM a
  UNION ALL SELECT ${countSettled} FROM e
), ${tallyStatements}
SELECT count(*)::int AS alerts FROM a`;

const digestBytes = 32;

const pluck = <T, K extends keyof T>(rows: T[], key: K): T[K][] => rows.map((row) => row[key]);

function parameters(write: BatchWrite): unknown[] {
  const { journal: j, opened: o, changed: c, clocks: k, alerts: a, pace: p } = write;
  const tally = [...write.tally.rows.values()];
  return [
    write.city,
    int8Array(pluck(j, 'caseId')),
    int4Array(pluck(j, 'caseSeq')),
    int4Array(pluck(j, 'sourceId')),
    boolArray(pluck(j, 'historic')),
    textArray(pluck(j, 'eventId')),
    textArray(pluck(j, 'type')),
    timestamptzArray(pluck(j, 'occurredAt')),
    jsonArray(pluck(j, 'payload')),
    byteaArray(pluck(j, 'digest'), digestBytes),
    int8Array(pluck(o, 'id')),
    int4Array(pluck(o, 'sourceId')),
    textArray(pluck(o, 'number')),
    int4Array(pluck(o, 'itemId')),
    int2Array(pluck(o, 'itemVersion')),
    int4Array(pluck(o, 'organId')),
    int8Array(pluck(o, 'region')),
    textArray(pluck(o, 'status')),
    int4Array(pluck(o, 'seq')),
    boolArray(pluck(o, 'late')),
    timestamptzArray(pluck(o, 'openedAt')),
    timestamptzArray(pluck(o, 'lastAt')),
    timestamptzArray(pluck(o, 'endedAt')),
    jsonArray(pluck(o, 'state')),
    int8Array(pluck(c, 'id')),
    textArray(pluck(c, 'status')),
    int4Array(pluck(c, 'seq')),
    boolArray(pluck(c, 'late')),
    timestamptzArray(pluck(c, 'lastAt')),
    timestamptzArray(pluck(c, 'endedAt')),
    jsonArray(pluck(c, 'state')),
    int8Array(pluck(k, 'caseId')),
    int4Array(pluck(k, 'sourceId')),
    boolArray(pluck(k, 'live')),
    int4Array(pluck(k, 'itemId')),
    int4Array(pluck(k, 'organId')),
    int8Array(pluck(k, 'region')),
    jsonArray(pluck(k, 'ledger')),
    jsonArray(pluck(k, 'rungs')),
    int2Array(pluck(k, 'nextI')),
    timestamptzArray(pluck(k, 'nextAt')),
    timestamptzArray(pluck(k, 'dueAt')),
    int8Array(pluck(a, 'caseId')),
    textArray(pluck(a, 'key')),
    textArray(pluck(a, 'rule')),
    int2Array(pluck(a, 'level')),
    int4Array(pluck(a, 'itemId')),
    int4Array(pluck(a, 'organId')),
    int8Array(pluck(a, 'region')),
    timestamptzArray(pluck(a, 'firedAt')),
    jsonArray(pluck(a, 'evidence')),
    int4Array(pluck(p, 'sourceId')),
    textArray(pluck(p, 'actor')),
    textArray(p.map((one) => `{${one.times.join(',')}}`)),
    dateArray(tally.map((row) => row.delta.day)),
    int8Array(tally.map((row) => row.delta.region)),
    int4Array(tally.map((row) => row.delta.organId)),
    int4Array(tally.map((row) => row.delta.itemId)),
    ...counterNames.map((_, i) => int4Array(tally.map((row) => row.counts[i]!))),
    int2Array(pluck(a, 'status')),
    int8Array(pluck(write.settled, 'caseId')),
    textArray(pluck(write.settled, 'prefix')),
    int2Array(pluck(write.settled, 'status')),
    write.edition,
  ];
}

/** Writes a batch in one statement: journal, cases, clocks, alerts, pace and roll-ups stand or fall together. */
export async function writeBatch(client: ClientBase, write: BatchWrite): Promise<{ alerts: number }> {
  const result = await client.query<{ alerts: number }>({
    name: 'append-batch',
    text,
    values: parameters(write),
  });
  return { alerts: result.rows[0]!.alerts };
}
