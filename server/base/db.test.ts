import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import { withSetting } from './db.ts';

const { pool, kysely } = await testDatabase<{ pair: { id: number; at: string } }>({ migrated: false });

async function value(expression: string): Promise<unknown> {
  const { rows } = await pool.query<{ value: unknown }>(`SELECT ${expression} AS value`);
  return rows[0]?.value;
}

describe('values as they come out of the database', () => {
  test.each([
    ['count(*)', 1],
    ["'9007199254740991'::int8", Number.MAX_SAFE_INTEGER],
    ["'12345678901234567890.10'::numeric", '12345678901234567890.10'],
    ["'1948-05-01'::date", '1948-05-01'],
    ["'2024-02-29 08:00:00.123456+08'::timestamptz", Date.UTC(2024, 1, 29, 0, 0, 0, 123)],
    ["'1901-01-01 00:00:00+08:05:43'::timestamptz", Date.parse('1900-12-31T15:54:17Z')],
    ["'infinity'::timestamptz", Number.POSITIVE_INFINITY],
    ['array[1, null, 3]::int8[]', [1, null, 3]],
    [
      'array[array[1, 2], array[3, 4]]::int8[]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["array['2024-02-29']::date[]", ['2024-02-29']],
    ["array['2024-02-29T00:00:00Z', null]::timestamptz[]", [Date.UTC(2024, 1, 29), null]],
    ['array[1.10]::numeric[]', ['1.10']],
    [`'{"a": [1]}'::jsonb`, { a: [1] }],
  ])('given %s, when selected, then it is %j', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });

  test('given an int8 beyond 2^53, when selected, then it is refused and not rounded', async () => {
    await expect(value("'9007199254740993'::int8")).rejects.toThrow('int8 9007199254740993 is beyond 2^53');
    expect(await value('1')).toBe(1);
  });

  test('given a query through Kysely, when it runs, then the same forms hold', async () => {
    const rows = await kysely
      .selectNoFrom((of) => of.fn<number>('length', [of.val('明镜')]).as('length'))
      .execute();
    expect(rows).toEqual([{ length: 2 }]);
  });
});

describe('the session', () => {
  test('given any machine, when a session opens, then it runs in UTC as the application', async () => {
    expect(await value("current_setting('timezone')")).toBe('UTC');
    expect(await value('current_user')).toBe('mingjing_app');
  });

  test('given the application, when it tries DDL, then it is refused', async () => {
    await expect(pool.query('CREATE TABLE mine (id int)')).rejects.toThrow(
      'permission denied for schema public',
    );
  });

  test('given Chinese text, when trigrams are taken, then its characters count as letters', async () => {
    expect(await value("'济南' ~ '^[[:alpha:]]+$'")).toBe(true);
  });
});

describe('a connection that breaks', () => {
  test('given it is lent out and nothing runs on it, then the next query fails, and the process goes on with others', async () => {
    const lent = await pool.connect();
    const { rows } = await lent.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const gone = new Promise((resolve) => lent.once('end', resolve));
    expect(await value(`pg_terminate_backend(${rows[0]!.pid})`)).toBe(true);
    await gone;
    await expect(lent.query('SELECT 1')).rejects.toThrow();
    lent.release(true);
    expect(await value('1')).toBe(1);
  });
});

describe('settings in an address', () => {
  test('given options already, when one is added, then both stand', () => {
    const once = withSetting('postgresql://u:p%20w@h:1/d?sslmode=disable', 'role', 'r');
    const twice = new URL(withSetting(once, 'timezone', 'UTC'));
    expect(twice.searchParams.get('options')).toBe('-c role=r -c timezone=UTC');
    expect(twice.searchParams.get('sslmode')).toBe('disable');
    expect(twice.search).not.toContain('+');
    expect(twice.password).toBe('p%20w');
  });
});
