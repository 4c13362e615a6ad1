import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#base/db';
import { passingKeys } from '#base/keys';
import { testDatabase } from '../../../tests/support/database.ts';
import { BreakGlassStore } from './break-glass.ts';
import { breakGlassTimes, readBreakGlassLimits } from './break-glass-limits.ts';
import { People } from './people.ts';
import { idNumberOf, personOf, phoneOf } from './people.fixture.ts';
import { SensitiveReads } from './sensitive-reads.ts';
import { china } from '#spine/clocks/clock.fixture';

const planted = 10_000;
const first = 100_000;
const numbers = Array.from({ length: planted }, (_, n) => first + n);
const secrets = new Set(numbers.flatMap((n) => [idNumberOf(n), phoneOf(n)]));
/** In the clear in a table of its own: what the search must find, or it proves nothing. */
const marker = idNumberOf(first + planted);

const { pool, adminUrl } = await testDatabase<unknown>();
const admin = new pg.Client({ connectionString: adminUrl });
await admin.connect();
afterAll(async () => {
  await admin.query('SELECT pg_drop_replication_slot($1)', [slot]);
  await admin.end();
});

/** The planted values in some bytes, and the marker; values may overlap. */
function found(bytes: Buffer): string[] {
  const candidates = bytes.toString('latin1').matchAll(/(?=(370102\d{11}[\dX]))|(?=(139\d{8}))/g);
  const seen = [...candidates].map((match) => match[1] ?? match[2]!);
  return seen.filter((one) => secrets.has(one) || one === marker);
}

/** Columns of bytes are dumped in hexadecimal; what they hold is looked at too. */
const bytesIn = (text: Buffer): Buffer[] =>
  [...text.toString('latin1').matchAll(/\\\\x([0-9a-f]+)/g)].map((match) => Buffer.from(match[1]!, 'hex'));

async function dump(table: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of admin.query(copyTo(`COPY ${table} TO STDOUT`))) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const slot = `planted_${process.pid}`;

beforeAll(async () => {
  // Keeps the log of changes from here on, whatever else goes on on this server.
  await admin.query('SELECT pg_create_physical_replication_slot($1, true)', [slot]);
  const keys = passingKeys();
  const people = new People(pool, keys);
  const lanes = [0, 1, 2, 3].map((lane) =>
    inTransaction(pool, async (client) => {
      for (const n of numbers) if (n % 4 === lane) await people.create(client, personOf(n));
    }),
  );
  await Promise.all(lanes);
  // Everything else that touches values: search, readings, requests, conflicts.
  const store = new BreakGlassStore(pool, Date.now, () => breakGlassTimes(readBreakGlassLimits(), china));
  const reads = new SensitiveReads(pool, people, store, Date.now);
  const by = { accountId: 1, actor: 'account-1', may: () => true };
  for (const n of numbers.slice(0, 20)) {
    const [person] = await people.find('phone', phoneOf(n));
    await reads.readInFull({
      by,
      person: person!,
      fields: ['idNumber', 'phone'],
      purpose: 'own-record',
      caseId: null,
    });
    await expect(inTransaction(pool, (client) => people.create(client, personOf(n)))).rejects.toThrow(
      'conflict',
    );
  }
  await admin.query('CREATE TABLE in_the_clear (id_number text)');
  await admin.query('INSERT INTO in_the_clear VALUES ($1)', [marker]);
  await admin.query('ANALYZE');
  await admin.query('CHECKPOINT');
}, 240_000);

describe(`${planted} people with identity number and telephone`, () => {
  test('given a dump of every table, the catalogue and its statistics included, then it holds none of them', async () => {
    const { rows } = await admin.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND NOT c.relisshared`,
    );
    expect(secrets.size).toBe(2 * planted);
    const names = rows.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['person', 'record_key', 'sensitive_read', 'pg_statistic']));
    const hits: string[] = [];
    let bytes = 0;
    for (const name of names) {
      const text = await dump(name);
      bytes += text.length;
      const all = [...found(text), ...bytesIn(text).flatMap(found)];
      if (name !== 'in_the_clear') hits.push(...all.map((value) => `${name}: ${value}`));
      else expect(all).toEqual([marker]);
    }
    expect(bytes).toBeGreaterThan(planted * 500);
    expect(hits).toEqual([]);
  }, 120_000);

  test("given the files of the database and the server's log of changes, then they hold none of them, and the one in the clear", async () => {
    const { rows } = await admin.query<{ folder: string; oid: string }>(
      `SELECT current_setting('data_directory') AS folder, oid FROM pg_database WHERE datname = current_database()`,
    );
    const { folder, oid } = rows[0]!;
    let markers = 0;
    const hits: string[] = [];
    const changes: Buffer[] = [];
    for (const part of [path.join('base', String(oid)), 'pg_wal', 'global', 'log'])
      for (const file of await readdir(path.join(folder, part), { withFileTypes: true })) {
        if (!file.isFile()) continue;
        // A file that is gone meanwhile is another database's, or older than what was planted.
        const bytes = await readFile(path.join(folder, part, file.name)).catch(() => Buffer.alloc(0));
        if (part === 'pg_wal') changes.push(bytes);
        for (const value of found(bytes)) {
          if (value === marker) markers++;
          else hits.push(`${part}/${file.name}: ${value}`);
        }
      }
    expect(hits).toEqual([]);
    expect(markers).toBeGreaterThanOrEqual(1);
    // Written there in the clear it would have been found there too.
    expect(changes.some((bytes) => found(bytes).includes(marker))).toBe(true);
  }, 120_000);
});
