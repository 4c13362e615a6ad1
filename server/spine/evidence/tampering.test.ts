import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { SeededRandom } from '#spine/demonstration/seeded-random';
import { evidenceOf, logFolder } from '#spine/evidence/evidence.fixture';
import { verifyInstallation } from '#spine/evidence/verify';
import { day, openLibrary, opening, type Told } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { spine, tell } = library;
const folder = await logFolder();
const { sequencer } = await evidenceOf(spine, folder);
const random = new SeededRandom(20_261_128);
const cases = 1_200;

function story(n: number): Told[] {
  const number = `T-${n}`;
  const event = (i: number, type: Told['type'], data: Record<string, unknown> = {}): Told => ({
    id: `${number}-${i}`,
    number,
    type,
    at: opening + i * day,
    source: 'archive',
    data: { actor: `Reader Clerk ${n % 40}`, ...data },
  });
  return [
    event(0, 'case.opened', { title: `Loan of book ${n}` }),
    event(1, 'case.step-done', { step: 'request', note: 'asked for at the desk' }),
    event(2, 'case.step-done', { step: 'search' }),
    event(3, 'case.paused', { procedure: 'hearing', basis: 'rule 7 of the library' }),
    event(5, 'case.resumed'),
    event(9, 'case.step-done', { step: 'fetch' }),
    event(20, 'case.closed', { contents: ['slip'] }),
  ];
}

beforeAll(async () => {
  for (let n = 0; n < cases; n += 100) {
    const answers = await tell(Array.from({ length: 100 }, (_, i) => story(n + i)).flat());
    expect(answers.every((answer) => answer.outcome === 'accepted')).toBe(true);
    if (n % 300 === 0) await sequencer.drain();
  }
  await sequencer.drain();
}, 60_000);

const flipped = (byte: number) => byte ^ (1 << random.integer(0, 7));

/** A text with one character of those that `may` matches replaced by its neighbour. */
function altered(text: string, may = /[A-Za-z0-9]/): string {
  const places = [...text].flatMap((letter, i) => (may.test(letter) ? [i] : []));
  const at = random.pick(places);
  const code = text.charCodeAt(at);
  const other = String.fromCharCode(may.test(String.fromCharCode(code ^ 1)) ? code ^ 1 : code - 1);
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
}

/** The same of a JSON text, within its strings, so that the database still takes it. */
function alteredJson(text: string): string {
  const strings = [...text.matchAll(/"([A-Za-z0-9 -]+)"/g)].filter(([, word]) => /[A-Za-z0-9]/.test(word!));
  const one = random.pick(strings);
  const from = one.index + 1;
  return text.slice(0, from) + altered(one[1]!) + text.slice(from + one[1]!.length);
}

type Row = Record<string, unknown>;
type Change = (row: Row) => unknown;
const bit: Change = (value) => (value as unknown as number) ^ (1 << random.integer(0, 14));
const column = (change: (value: never) => unknown) => change as (value: unknown) => unknown;
const byte = column((value: Buffer) => {
  const bytes = Buffer.from(value);
  const at = random.integer(0, bytes.length - 1);
  bytes[at] = flipped(bytes[at]!);
  return bytes;
});
const text = column((value: string) => altered(value));
const json = column((value: string) => alteredJson(value));
const not = column((value: boolean) => !value);
const number = column(bit as never);
/** Microseconds since 1970: every one of the lower bytes counts. */
const micros = column((value: string) => String(BigInt(value) ^ (1n << BigInt(random.integer(0, 39)))));

const journalColumns = {
  source_id: number,
  historic: not,
  event_id: text,
  type: text,
  occurred_at: micros,
  recorded_at: micros,
  data: json,
  digest: byte,
  edition: number,
  case_id: number,
};
const caseColumns = {
  source_id: number,
  number: text,
  title: text,
  item_id: number,
  item_version: number,
  organ_id: number,
  region: number,
  status: text,
  seq: number,
  late: not,
  opened_at: micros,
  last_at: micros,
  ended_at: micros,
  state: text,
};

const times = new Set(['occurred_at', 'recorded_at', 'opened_at', 'last_at', 'ended_at']);

/** Alters one byte of one column of a row, whatever stands in the way. */
async function alterRow(
  admin: pg.Client,
  table: string,
  key: string,
  values: unknown[],
  columns: Record<string, (value: unknown) => unknown>,
): Promise<void> {
  const name = random.pick(Object.keys(columns));
  const read = times.has(name)
    ? `(extract(epoch FROM ${name}) * 1000000)::int8::text`
    : name === 'data'
      ? 'data::text'
      : name;
  const { rows } = await admin.query<{ value: unknown }>(
    `SELECT ${read} AS value FROM ${table} WHERE ${key}`,
    values,
  );
  const { value } = rows[0]!;
  const wide = typeof value === 'string' && /^(region|case_id)$/.test(name) ? Number(value) : value;
  const changed =
    name === 'region' || name === 'case_id'
      ? Number(wide) + 2 ** random.integer(20, 23)
      : columns[name]!(wide);
  const write = times.has(name)
    ? `'epoch'::timestamptz + $${values.length + 1}::int8 * interval '1 microsecond'`
    : `$${values.length + 1}`;
  try {
    const { rowCount } = await admin.query(`UPDATE ${table} SET ${name} = ${write} WHERE ${key}`, [
      ...values,
      changed,
    ]);
    expect(rowCount).toBe(1);
  } catch (error) {
    // Another row has that key already.
    if ((error as pg.DatabaseError).code !== '23505') throw error;
    await alterRow(admin, table, key, values, columns);
  }
}

async function alterFile(file: string): Promise<void> {
  const bytes = await readFile(file);
  const at = random.integer(0, bytes.length - 1);
  bytes[at] = flipped(bytes[at]!);
  await writeFile(file, bytes);
}

const tilesOf = async (): Promise<string[]> => {
  const names = await readdir(path.join(folder, 'tile'), { recursive: true, withFileTypes: true });
  return names
    .filter((one) => one.isFile())
    .map((one) => path.relative(folder, path.join(one.parentPath, one.name)));
};

test('given an untouched installation, then nothing is damaged', async () => {
  expect(await verifyInstallation(spine, folder)).toEqual({
    ok: true,
    leaves: cases * 7,
    pending: 0,
    signed: cases * 7,
    damaged: [],
  });
}, 60_000);

test('given a superuser who, with triggers disabled, alters one byte in each of 1,000 rows, tiles and notes, then each is named', async () => {
  const tiles = await tilesOf();
  const notes = ['checkpoint', 'signer-state'];
  const journalRows = 500;
  const caseRows = 1_000 - journalRows - tiles.length - notes.length;
  expect(tiles.length).toBeGreaterThan(60);
  const chosen = (await library.query<{ city: number; id: number }>('SELECT city, id FROM cases ORDER BY id'))
    .map((one) => ({ ...one, order: random.integer(0, 1_000_000) }))
    .toSorted((a, b) => a.order - b.order);
  const expected = new Set([...tiles.map((one) => `tile ${one}`), ...notes.map((one) => `note ${one}`)]);
  const admin = new pg.Client({ connectionString: library.db.adminUrl });
  admin.on('error', () => {});
  await admin.connect();
  await admin.query(
    `SET timezone = 'UTC'; ALTER TABLE journal DISABLE TRIGGER ALL; SET session_replication_role = replica`,
  );
  for (const { city, id } of chosen.slice(0, journalRows)) {
    const seq = random.integer(1, 7);
    const where = 'city = $1 AND case_id = $2 AND case_seq = $3';
    await alterRow(admin, 'journal', where, [city, id, seq], journalColumns);
    expected.add(`leaf ${city}-${id} #${seq}`);
  }
  for (const { city, id } of chosen.slice(journalRows, journalRows + caseRows)) {
    await alterRow(admin, 'cases', 'city = $1 AND id = $2', [city, id], caseColumns);
    expected.add(`case ${city}-${id}`);
  }
  await admin.end();
  for (const one of [...tiles, ...notes]) await alterFile(path.join(folder, one));
  expect(expected.size).toBe(1_000);

  const report = await verifyInstallation(spine, folder);
  expect(report.damaged.filter(({ name }) => name === 'all' || name === 'clocks')).toEqual([]);
  const named = new Set(
    report.damaged.map(({ kind, name }) => `${kind} ${/\((.+)\)/.exec(name)?.[1] ?? name}`),
  );
  expect([...expected].filter((one) => !named.has(one))).toEqual([]);
  expect(report.ok).toBe(false);
}, 120_000);
