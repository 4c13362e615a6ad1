import type { ClientBase } from 'pg';
import {
  byteaArray,
  bytesArray,
  dateArray,
  int2Array,
  int4Array,
  int8Array,
  jsonArray,
} from '#base/pg-binary';
import type { Instant } from '#base/time';
import type { Settled } from '#spine/clocks/settled-warnings';
import { levelNumber, type Timetable, type TimetableRung } from '#spine/clocks/timetable';
import { noteAlerts } from '#spine/alerts/alert-writes';
import { type Pace, packTimes } from '#spine/alerts/pace-book';
import type { Finding } from '#spine/alerts/rule';
import type { OpenCase } from '#spine/cases/case-book';
import { storedText } from '#spine/cases/stored-state';
import { digestOf, type IncomingEvent, payloadOf } from '#spine/journal/incoming';
import { type Count, counterPlace } from '#spine/statistics/tally';
import { cities, citiesOf, named, Values } from '#spine/journal/batch-values';
import { alertChanges, noteChanges } from '#spine/statistics/tally-changes';

export interface JournalRow {
  city: number;
  caseId: number;
  caseSeq: number;
  event: IncomingEvent;
}
/** What of a timetable events change. */
export interface ClocksWrite {
  city: number;
  caseId: number;
  ledger: string;
  timetable: Pick<Timetable, 'rungs' | 'nextI' | 'dueAt'>;
  /** Of the case. */
  endedAt: Instant | null;
}
/** The first timetable of a case. */
export interface NewClocksWrite extends ClocksWrite {
  of: OpenCase;
  /** Whether its source tells of today. */
  live: boolean;
}
export interface AlertWrite {
  city: number;
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
  city: number;
  caseId: number;
  prefix: string;
  status: number;
}
/** What one batch writes. */
export interface BatchWrite {
  /** Of the reference data by which the events were folded. */
  edition: number;
  journal: JournalRow[];
  /** Cases that are not written yet, and cases whose rows change: not all that something happened in (`trailing-entries.ts`). */
  opened: OpenCase[];
  changed: OpenCase[];
  started: NewClocksWrite[];
  moved: ClocksWrite[];
  alerts: AlertWrite[];
  settled: SettledWrite[];
  counts: Count[];
  pace: readonly Pace[];
}

type Where = Pick<AlertWrite, 'city' | 'caseId' | 'itemId' | 'organId' | 'region'>;

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

/** Nothing to write yet. */
export function emptyWrite(edition: number): BatchWrite {
  return {
    edition,
    journal: [],
    opened: [],
    changed: [],
    started: [],
    moved: [],
    alerts: [],
    settled: [],
    counts: [],
    pace: [],
  };
}

type Part = (write: BatchWrite, values: Values) => string;

const cityOf = ({ city }: { city: number }) => city;
const caseIdOf = ({ caseId }: { caseId: number }) => caseId;
const caseSeqOf = ({ caseSeq }: JournalRow) => caseSeq;

/** The entries, and the keys of all of them as one row of the queue to the evidence tree: the same arrays once more. */
const journalPart: Part = ({ journal: rows }, v) => {
  const payloads = rows.map(({ event }) => payloadOf(event));
  const keys = [
    v.array('int2', int2Array(rows, cityOf)),
    v.array('int8', int8Array(rows, caseIdOf)),
    v.array('int4', int4Array(rows, caseSeqOf)),
  ];
  return `j AS (
  INSERT INTO journal (edition, city, case_id, case_seq, source_id, historic, event_id, type, occurred_at, data, digest)
  SELECT $1::int4, ${[
    ...keys.map((key) => `unnest(${key})`),
    v.int4(rows, ({ event }) => event.source.id),
    v.bool(rows, ({ event }) => event.source.mode === 'replay'),
    v.text(rows, ({ event }) => event.id),
    v.text(rows, ({ event }) => event.type),
    v.timestamptz(rows, ({ event }) => event.occurredAt),
    v.add('json', jsonArray(payloads)),
    v.add('bytea', byteaArray(rows.map(({ event }, i) => digestOf(event, payloads[i])))),
  ].join(
    ', ',
  )}), q AS (INSERT INTO journal_pending (cities, case_ids, case_seqs) VALUES (${keys.join(', ')}))`;
};

/** Counts the batches of the city, so that whoever remembers its cases knows whether they are the newest. */
const writePart: Part = ({ journal }, v) => `w AS (
  UPDATE city_write SET n = n + 1 WHERE city = ANY(${v.array('int2', int2Array(citiesOf(journal)))}))`;

/** What events change of a case, in the order of `changingColumns`. */
const changing = (rows: readonly OpenCase[], v: Values): string[] => [
  v.text(rows, ({ fold }) => fold!.state.status),
  v.int4(rows, ({ fold }) => fold!.seq),
  v.bool(rows, ({ fold }) => fold!.late),
  v.timestamptz(rows, ({ fold }) => fold!.state.lastAt),
  v.timestamptz(rows, ({ fold }) => fold!.state.endedAt),
  v.text(rows, ({ fold }) => storedText(fold!.state)),
];
const changingColumns = ['status', 'seq', 'late', 'last_at', 'ended_at', 'state'];

const openedPart: Part = ({ opened: rows }, v) => `c_new AS (
  INSERT INTO cases (city, id, source_id, number, title, item_id, item_version, organ_id, region, person_id, opened_at,
    ${changingColumns.join(', ')})
  SELECT ${[
    cities(rows, v),
    v.int8(rows, ({ id }) => id),
    v.int4(rows, ({ sourceId }) => sourceId),
    v.text(rows, ({ number }) => number),
    v.text(rows, ({ fold }) => fold!.state.title),
    v.int4(rows, ({ itemId }) => itemId),
    v.int2(rows, ({ itemVersion }) => itemVersion),
    v.int4(rows, ({ organId }) => organId),
    v.int8(rows, ({ region }) => region),
    v.int8(rows, ({ personId }) => personId),
    v.timestamptz(rows, ({ openedAt }) => openedAt),
    ...changing(rows, v),
  ].join(', ')})`;

const changedPart: Part = ({ changed: rows }, v) => `c_changed AS (
  UPDATE cases SET ${changingColumns.map((name) => `${name} = u.${name}`).join(', ')}
  FROM (SELECT ${named(
    [cities(rows, v), v.int8(rows, ({ id }) => id), ...changing(rows, v)],
    ['city', 'id', ...changingColumns],
  )}) AS u
  WHERE cases.city = u.city AND cases.id = u.id)`;

/** What events change of a timetable, in the order of `timetableColumns`. */
const timetable = (rows: readonly ClocksWrite[], v: Values): string[] => [
  v.text(rows, ({ ledger }) => ledger),
  v.text(rows, ({ timetable: { rungs } }) => JSON.stringify(rungs)),
  v.int2(rows, ({ timetable: { nextI } }) => nextI),
  v.timestamptz(rows, ({ timetable: { rungs, nextI } }) => rungs[nextI]?.[0] ?? null),
  v.timestamptz(rows, ({ timetable: { dueAt } }) => dueAt),
  v.timestamptz(rows, ({ endedAt }) => endedAt),
];
const timetableColumns = ['ledger', 'rungs', 'next_i', 'next_at', 'due_at', 'ended_at'];

/** Of new cases: each case has its timetable from its opening on. */
const startedPart: Part = ({ started: rows }, v) => `k_new AS (
  INSERT INTO clock (city, case_id, source_id, live, item_id, organ_id, region, ${timetableColumns.join(', ')})
  SELECT ${[
    cities(rows, v),
    v.int8(rows, caseIdOf),
    v.int4(rows, ({ of }) => of.sourceId),
    v.bool(rows, ({ live }) => live),
    v.int4(rows, ({ of }) => of.itemId),
    v.int4(rows, ({ of }) => of.organId),
    v.int8(rows, ({ of }) => of.region),
    ...timetable(rows, v),
  ].join(', ')})`;

/** An update and not an upsert: that one would lock each row first, and write that down as well. */
const movedPart: Part = ({ moved: rows }, v) => `k_moved AS (
  UPDATE clock SET ${timetableColumns.map((name) => `${name} = u.${name}`).join(', ')}
  FROM (SELECT ${named(
    [cities(rows, v), v.int8(rows, caseIdOf), ...timetable(rows, v)],
    ['city', 'case_id', ...timetableColumns],
  )}) AS u
  WHERE clock.city = u.city AND clock.case_id = u.case_id
  RETURNING 1)`;

const alertsPart: Part = ({ alerts: rows }, v) => `a AS (
  INSERT INTO alert (city, case_id, key, rule, level, item_id, organ_id, region, fired_at, evidence, status)
  SELECT ${[
    cities(rows, v),
    v.int8(rows, caseIdOf),
    v.text(rows, ({ key }) => key),
    v.text(rows, ({ rule }) => rule),
    v.int2(rows, ({ level }) => level),
    v.int4(rows, ({ itemId }) => itemId),
    v.int4(rows, ({ organId }) => organId),
    v.int8(rows, ({ region }) => region),
    v.timestamptz(rows, ({ firedAt }) => firedAt),
    v.json(rows, ({ evidence }) => evidence),
    v.int2(rows, ({ status }) => status),
  ].join(', ')}
  ON CONFLICT (city, case_id, key) DO NOTHING
  RETURNING city, id, fired_at, region, organ_id, item_id, level, status), ${noteAlerts}`;

/** Case by case (OFFSET 0): planned while there are few alerts, a join would later read all that are open. */
const settledPart: Part = ({ settled: rows }, v) => `e AS (
  UPDATE alert SET status = warning.status
  FROM (SELECT ${named(
    [
      cities(rows, v),
      v.int8(rows, caseIdOf),
      v.text(rows, ({ prefix }) => prefix),
      v.int2(rows, ({ status }) => status),
    ],
    ['city', 'case_id', 'prefix', 'status'],
  )}) AS u
  CROSS JOIN LATERAL (
    SELECT w.ctid, u.status FROM alert w WHERE w.city = u.city AND w.case_id = u.case_id AND starts_with(w.key, u.prefix)
      AND w.rule = 'EXPIRING' AND w.status = 0 OFFSET 0
  ) AS warning
  WHERE alert.ctid = warning.ctid AND alert.status = 0
  RETURNING alert.fired_at, alert.region, alert.organ_id, alert.item_id, alert.level)`;

const pace = (rows: readonly Pace[], v: Values): string[] => [
  cities(rows, v),
  v.int4(rows, ({ sourceId }) => sourceId),
  v.text(rows, ({ actor }) => actor),
  v.add(
    'bytea',
    bytesArray(rows, ({ times }) => packTimes(times)),
  ),
];
const paceColumns = ['city', 'source_id', 'actor', 'times'];

const newActors = (rows: readonly Pace[]) => rows.filter((one) => !one.isStored);

/** New actors are inserted and known ones updated, as timetables are. */
const newPacePart: Part = ({ pace: rows }, v) => `p_new AS (
  INSERT INTO actor_pace (${paceColumns.join(', ')}) SELECT ${pace(newActors(rows), v).join(', ')})`;
const pacePart: Part = ({ pace: rows }, v) => `p_moved AS (
  UPDATE actor_pace p SET times = u.times FROM (SELECT ${named(
    pace(
      rows.filter((one) => one.isStored),
      v,
    ),
    paceColumns,
  )}) AS u
  WHERE p.city = u.city AND p.source_id = u.source_id AND p.actor = u.actor)`;

const hasAlerts = ({ alerts, settled }: BatchWrite) => alerts.length + settled.length > 0;

/** What the batch itself counts, and what became of the alerts it wrote. */
const countedPart: Part = (write, v) => {
  const { counts } = write;
  const lists: [type: string, list: Buffer][] = [
    ['date', dateArray(counts, ({ day }) => day)],
    ['int8', int8Array(counts, ({ region }) => region)],
    ['int4', int4Array(counts, ({ organId }) => organId)],
    ['int4', int4Array(counts, ({ itemId }) => itemId)],
    ['int2', int2Array(counts, ({ counter }) => counterPlace(counter))],
    ['int4', int4Array(counts, ({ n }) => n)],
  ];
  const row = `SELECT ${lists.map(([type, list]) => v.array(type, list)).join(', ')}`;
  return noteChanges(hasAlerts(write) ? `${row} UNION ALL (${alertChanges})` : row);
};

interface Group {
  name: string;
  wanted: (write: BatchWrite) => boolean;
  parts: readonly Part[];
}

/**
 * The parts of the statement, in groups: a group with nothing to do is left out, since each part costs its time even with
 * nothing to write. Few groups, since each of their combinations is planned once by each connection.
 */
const groups: readonly Group[] = [
  {
    name: 'acts',
    wanted: ({ journal }) => journal.length > 0,
    parts: [journalPart, writePart, pacePart],
  },
  {
    name: 'cases',
    wanted: ({ opened, changed, started, moved, pace: rows }) =>
      opened.length + changed.length + started.length + moved.length + newActors(rows).length > 0,
    parts: [openedPart, changedPart, startedPart, movedPart, newPacePart],
  },
  { name: 'alerts', wanted: hasAlerts, parts: [alertsPart, settledPart] },
  {
    name: 'counts',
    wanted: ({ counts, alerts, settled }) => counts.length + alerts.length + settled.length > 0,
    parts: [countedPart],
  },
];

/** The text of each statement, by its name: the client compares it with the one it has prepared, and one that is the same is so at once. */
const texts = new Map<string, string>();

/**
 * Writes a batch in one statement: journal, cases, clocks, alerts, pace and counts stand or fall together.
 * Returns how many alerts are new. The statement fails (22012) when a timetable that was to be moved is not there: the commit
 * may be on its way already, so that nobody could look at a count.
 */
export async function writeBatch(client: ClientBase, write: BatchWrite): Promise<{ alerts: number }> {
  const wanted = groups.filter((group) => group.wanted(write));
  if (wanted.length === 0) return { alerts: 0 };
  const values = new Values(write.edition);
  const parts = wanted.flatMap((group) => group.parts.map((part) => part(write, values)));
  const has = (group: string) => wanted.some(({ name }) => name === group);
  const alerts = has('alerts') ? '(SELECT count(*)::int FROM a)' : '0';
  const moved = has('cases')
    ? `1 / ((SELECT count(*) FROM k_moved) = $${values.list.push(write.moved.length)}::int8)::int`
    : '1';
  const name = ['append', ...wanted.map((group) => group.name)].join('-');
  let text = texts.get(name);
  if (text === undefined) {
    text = `WITH ${parts.join(',\n')}\nSELECT $1::int4 AS edition, ${alerts} AS alerts, ${moved} AS moved`;
    texts.set(name, text);
  }
  const result = await client.query<{ alerts: number }>({ name, text, values: values.list });
  return { alerts: result.rows[0]!.alerts };
}
