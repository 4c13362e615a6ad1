import pg from 'pg';
import { afterAll } from 'vitest';
import { openDatabase, withSetting } from '#base/db';
import { columnTypes } from '#base/db-types';
import { passingKeys } from '#base/keys';
import { createLog, sayNothing } from '#base/log';
import { type Instant, toRfc3339 } from '#base/time';
import type { ItemInput, OrganInput } from '#contract/catalogue';
import type { CaseEventType, IntakeAnswer } from '#contract/events';
import { ensureSource, saveItems, saveOrgans } from '#spine/catalogue/register';
import type { RegisteredSource } from '#spine/catalogue/registry';
import { admit, incoming, type IncomingEvent } from '#spine/journal/incoming';
import { replay, type ReplayReport } from '#spine/journal/replay';
import { openSpine, type Spine } from '#spine/spine';
import { type TestDatabase, testDatabase } from './database.ts';

/**
 * A made-up business that no part of the spine knows: libraries of two cities lend books. It has what the spine can
 * interpret: organs at several levels, items with limits in several units, flows, a live source and one that tells of
 * the past, and a present that the test moves.
 */
const named = (name: string) => ({ zh: name, en: name });

const divisions: [code: number, parent: number | null, level: number][] = [
  [370000000000, null, 2],
  [370100000000, 370000000000, 3],
  [370102000000, 370100000000, 4],
  [370102001000, 370102000000, 5],
  [370102001002, 370102001000, 6],
  [370103000000, 370100000000, 4],
  [370200000000, 370000000000, 3],
  [370202000000, 370200000000, 4],
  [370202001000, 370202000000, 5],
  [370202001002, 370202001000, 6],
  [370203000000, 370200000000, 4],
];

const officeHours = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];
const posts = ['desk', 'head'].map((code) => ({ code, name: named(code) }));
const library = (code: string, region: string, more: Partial<OrganInput> = {}): OrganInput => ({
  code,
  name: named(code),
  region,
  workPeriods: officeHours,
  posts,
  ...more,
});

/** The libraries: the same ones in either city, so that one city can be compared with the other. */
export const libraries: OrganInput[] = [1, 2].flatMap((city) => [
  library(`city-library-${city}`, `370${city}00000000`),
  library(`branch-${city}`, `370${city}02000000`, { parent: `city-library-${city}` }),
  library(`van-${city}`, `370${city}02001000`, { parent: `branch-${city}`, workPeriods: [] }),
]);

const basis = [{ law: '图书馆借阅规则', article: '第一条' }];

/** A loan begins with its opening; the book is fetched within two working days of the request. */
const loan: ItemInput = {
  code: 'loan',
  platform: 'library',
  name: named('Loan'),
  type: '20',
  level: 4,
  organ: 'branch-1',
  basis,
  limits: { promised: { n: 5, unit: 'working-day' }, legal: { n: 10, unit: 'working-day' } },
  flow: {
    version: 1,
    steps: [
      { code: 'request', name: named('request') },
      { code: 'search', name: named('search'), after: ['request'] },
      {
        code: 'fetch',
        name: named('fetch'),
        after: ['request'],
        mandatory: true,
        limit: { n: 2, unit: 'working-day', from: 'request' },
      },
      {
        code: 'hand-over',
        name: named('hand-over'),
        after: ['fetch'],
        posts: ['desk'],
        separateFrom: ['fetch'],
      },
      { code: 'thank', name: named('thank'), afterEnd: true },
    ],
  },
  fees: [{ code: 'deposit', name: named('deposit'), amount: '10.00', basis: '押金办法' }],
  contents: ['slip'],
  effectiveFrom: '2020-01-01',
};

/** A reader's card is a licence: it is accepted, or silence accepts it; then three months, and thirty days promised. */
const card: ItemInput = {
  code: 'card',
  platform: 'library',
  name: named('Card'),
  type: '01',
  level: 3,
  organ: 'city-library-1',
  basis,
  limits: { promised: { n: 30, unit: 'calendar-day', rollEnd: true }, legal: { n: 3, unit: 'month' } },
  flow: {
    version: 1,
    steps: [
      { code: 'accept', name: named('accept') },
      { code: 'decide', name: named('decide'), after: ['accept'] },
    ],
  },
  effectiveFrom: '2020-01-01',
};

export const items: ItemInput[] = [loan, card];

/** `counter` reports as it happens; `archive` tells of the past. */
export const sources = { counter: 'live', archive: 'replay' } as const;
export type SourceCode = keyof typeof sources;

/** The beginning of all stories: a Monday, 10:00 in Chinese time. */
export const opening: Instant = Date.parse('2026-03-02T10:00:00+08:00');
export const hour = 3_600_000;
export const day = 24 * hour;

/** What a test says of a case. */
export interface Told {
  source?: SourceCode;
  id: string;
  number: string;
  type: CaseEventType;
  at?: Instant;
  region?: string;
  data?: Record<string, unknown>;
}

export interface Library {
  db: TestDatabase<unknown>;
  spine: Spine;
  /** Another process on the same database. */
  openAnother(): Promise<Spine>;
  /** Moves the present of every process and of the database. */
  setNow(now: Instant): Promise<void>;
  query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  /** As the owner of the tables, who may do what the application may not. */
  asOwner(work: (owner: pg.Client) => Promise<unknown>): Promise<void>;
  /** An event that intake has admitted. */
  event(told: Told): IncomingEvent;
  /** Writes events and gives the answers. */
  tell(events: Told[], spine?: Spine): Promise<IntakeAnswer[]>;
  replay(spine?: Spine): Promise<ReplayReport>;
}

/**
 * `now()` is found in this schema before the built-in one, and the journal's column takes it too: what is recorded is
 * recorded at the test's present.
 */
const presentSql = `CREATE SCHEMA test_time;
  CREATE TABLE test_time.present (at timestamptz NOT NULL);
  CREATE FUNCTION test_time.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM test_time.present';
  INSERT INTO test_time.present VALUES (to_timestamp(0));
  ALTER TABLE journal ALTER COLUMN recorded_at SET DEFAULT test_time.now();
  GRANT USAGE ON SCHEMA test_time TO mingjing_app;
  GRANT SELECT, UPDATE ON test_time.present TO mingjing_app;`;

/** Opens the libraries on a database of their own. Call at the top of a test file. */
export async function openLibrary(): Promise<Library> {
  const db = await testDatabase<unknown>();
  const asOwner: Library['asOwner'] = async (work) => {
    const owner = new pg.Client({
      connectionString: withSetting(db.ownerUrl, 'timezone', 'UTC'),
      types: columnTypes,
    });
    await owner.connect();
    try {
      await work(owner);
    } finally {
      await owner.end();
    }
  };
  await asOwner((owner) => owner.query(presentSql));
  let present = opening;
  const pools: { close(): Promise<void> }[] = [];
  afterAll(async () => {
    for (const pool of pools) await pool.close();
  });
  const openAnother = async (): Promise<Spine> => {
    const url = withSetting(db.appUrl, 'search_path', 'test_time,public,pg_catalog');
    const database = openDatabase(url, { connections: 6, name: 'library', say: sayNothing });
    pools.push(database);
    const log = createLog(() => {});
    return openSpine({
      pool: database.pool,
      log,
      say: sayNothing,
      now: () => present,
      demonstration: true,
      keys: passingKeys(),
    });
  };
  await db.pool.query(
    "INSERT INTO region (code, parent, level, name_zh, name_en) SELECT *, '', '' FROM unnest($1::int8[], $2::int8[], $3::int2[])",
    [
      divisions.map(([code]) => code),
      divisions.map(([, parent]) => parent),
      divisions.map(([, , level]) => level),
    ],
  );
  const spine = await openAnother();
  const setNow: Library['setNow'] = async (now) => {
    present = now;
    await spine.pool.query('UPDATE test_time.present SET at = $1', [toRfc3339(now)]);
  };
  await setNow(opening);
  await saveOrgans(spine.pool, libraries, false);
  await saveItems(spine.pool, items, false);
  for (const [code, mode] of Object.entries(sources))
    await ensureSource(spine.pool, { code, name: code, mode, demonstration: false });
  await spine.registry.refresh();
  const event: Library['event'] = ({ source = 'counter', id, number, type, at, region, data }) =>
    admit(
      {
        specversion: '1.0',
        id,
        source,
        type,
        subject: number,
        time: toRfc3339(at ?? present),
        region: region ?? '370102000000',
        data: type === 'case.opened' ? { item: 'loan', ...data } : (data ?? {}),
      },
      spine.registry,
      spine.registry.source(source)!,
      Math.max(present, at ?? present),
    );
  return {
    db,
    spine,
    openAnother,
    setNow,
    query: async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await spine.pool.query<T>(text, values)).rows,
    asOwner,
    event,
    tell: (events, by = spine) => by.journal.append(events.map(event)),
    replay: (by = spine) => replay(by),
  };
}

/** An event of the workbench on a case by key. */
export function fromWorkbench(
  spine: Spine,
  caseId: number,
  type: string,
  data: Record<string, unknown>,
  id: string,
): IncomingEvent {
  const source: RegisteredSource = spine.registry.source('workbench')!;
  return incoming(source, {
    id,
    type,
    region: 370102000000,
    occurredAt: spine.now(),
    data,
    reference: { id: caseId },
  });
}
