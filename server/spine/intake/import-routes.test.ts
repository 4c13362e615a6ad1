import { readFile, readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type ImportRun, importsApi } from '#contract/imports';
import { Journal } from '#spine/journal/journal';
import { registerImportRoutes } from './import-routes.ts';
import { noCounts } from './import-run.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, testSpine } from '../../../tests/support/spine.ts';

const { pool } = await testDatabase({ connections: 8 });
const { spine, query } = await testSpine(pool, { now: Date.UTC(2026, 2, 2), catalogue: false });
const { app, send } = await appWith(spine, registerImportRoutes);
const address = await app.listen({ port: 0, host: '127.0.0.1' });

const windows = path.resolve(import.meta.dirname, '../../../examples/windows');
const csv = await readFile(path.join(windows, 'cases.csv'));
const mapText = await readFile(path.join(windows, 'cases.map.json'), 'utf8');
const example = 'windows/cases.map.json';

type Parts = [name: string, value: string | Buffer, file?: string][];
const formOf = (parts: Parts): FormData => {
  const form = new FormData();
  for (const [name, value, file] of parts)
    if (file === undefined) form.append(name, String(value));
    else form.append(name, new Blob([value as never]), file);
  return form;
};
async function upload(to: '/api/imports' | '/api/imports/preview', parts: Parts) {
  const packed = new Response(formOf(parts));
  const type = packed.headers.get('content-type')!;
  return send('POST', to, Buffer.from(await packed.arrayBuffer()), { 'content-type': type });
}
const run = async (id: string): Promise<ImportRun> => {
  const { status, body } = await send('GET', `/api/imports/${id}`);
  expect(status).toBe(200);
  return importsApi.getImport.response.parse(body);
};
/** Imports and waits for the end. */
async function imported(parts: Parts): Promise<ImportRun> {
  const { status, body } = await upload('/api/imports', parts);
  expect([status, body.code]).toEqual([200, undefined]);
  let one = importsApi.startImport.response.parse(body);
  while (one.status === 'running') one = await run(one.id);
  return one;
}
const refusedOf = async (id: string, given = '?pageSize=200') => {
  const { body } = await send('GET', `/api/imports/${id}/refused${given}`);
  return importsApi.listRefused.response.parse(body);
};
/** What an upload leaves behind is removed soon after its answer. */
async function nothingLeft(): Promise<void> {
  const left = async () =>
    (await readdir(os.tmpdir())).some((name) => name.startsWith(`mingjing-import-${process.pid}-`));
  while (await left()) await new Promise(setImmediate);
}
const cases = (source: string) =>
  query<{ n: number }>(
    'SELECT count(*)::int AS n FROM cases c JOIN source s ON s.id = c.source_id WHERE s.code = $1',
    [source],
  ).then((rows) => rows[0]!.n);
type LooseMap = Record<string, unknown> & { source: Record<string, unknown> };
/** The mapping of the example, as another source. */
const mapFor = (id: string, change: (map: LooseMap) => void = () => {}): string => {
  const map = JSON.parse(mapText);
  map.source.id = id;
  change(map);
  return JSON.stringify(map);
};

const lines = csv.toString('utf8').trim().split(/\r?\n/).length - 1;

describe('an import', () => {
  test('given a file and the name of a mapping, then it runs to the end and counts what it did', async () => {
    const one = await imported([
      ['example', example],
      ['file', csv, '窗口 登记.csv'],
    ]);
    expect(one).toMatchObject({
      file: '窗口 登记.csv',
      source: 'windows-register',
      status: 'done',
      failure: null,
      bytesDone: csv.length,
      bytesTotal: csv.length,
    });
    expect(one.finishedAt).not.toBeNull();
    const { counts } = one;
    expect(counts.accepted + counts.refused).toBe(lines);
    expect(counts.cases).toBe(await cases('windows-register'));
    expect((await refusedOf(one.id)).total).toBeGreaterThanOrEqual(counts.refused > 0 ? 1 : 0);
    const alerts = await query<{ level: number; n: number }>(
      'SELECT level, count(*)::int AS n FROM alert GROUP BY level',
    );
    const of = (level: number) => alerts.find((row) => row.level === level)?.n ?? 0;
    expect(counts.alerts).toEqual({ notice: of(1), yellow: of(2), red: of(3) });
    expect((await query(`SELECT demonstration FROM source WHERE code = 'windows-register'`))[0]).toEqual({
      demonstration: true,
    });
  });

  test('given the same file again, packed this time, then nothing is added and it says so', async () => {
    const before = await query('SELECT count(*) FROM journal');
    const one = await imported([
      ['file', gzipSync(csv), 'cases.csv.gz'],
      ['map', mapText, 'cases.map.json'],
    ]);
    expect(one.counts).toMatchObject({ accepted: 0, duplicates: lines - one.counts.refused });
    expect(await query('SELECT count(*) FROM journal')).toEqual(before);
  });

  test('given the mapping as text instead of a file, or with a byte order mark, then it is taken as well', async () => {
    expect(
      (
        await imported([
          ['map', mapFor('as-text')],
          ['file', csv, 'a.csv'],
        ])
      ).status,
    ).toBe('done');
    expect(
      (
        await imported([
          ['map', `\ufeff${mapFor('with-mark')}`, 'm.json'],
          ['file', csv, 'a.csv'],
        ])
      ).status,
    ).toBe('done');
    expect(await cases('as-text')).toBe(await cases('with-mark'));
  });

  test('given the same file several times at once, then nothing is written twice and all counts add up', async () => {
    const runs = await Promise.all(
      Array.from({ length: 3 }, () =>
        imported([
          ['map', mapFor('at-once')],
          ['file', csv, 'a.csv'],
        ]),
      ),
    );
    expect(runs.map((one) => one.status)).toEqual(['done', 'done', 'done']);
    const sum = (name: 'accepted' | 'duplicates') => runs.reduce((total, one) => total + one.counts[name], 0);
    const good = lines - runs[0]!.counts.refused;
    expect([sum('accepted'), sum('duplicates')]).toEqual([good, 2 * good]);
    expect(await cases('at-once')).toBe(await cases('windows-register'));
  });

  test('given rows that cannot be read, then each is in the report with its line and reason, and the others are in', async () => {
    const rows = csv.toString('utf8').trim().split(/\r?\n/);
    const broken = [
      ...rows.slice(0, 3),
      rows[1]!.replace('LX-2024-0001', 'LX-X').replace(/2024\/3\/4 [\d:]+/, 'yesterday'),
      'LX-Z,历下区',
      rows[2]!.replace('LX-2024-0002', 'LX-Y').replace('历下区', '火星区'),
    ];
    const one = await imported([
      ['map', mapFor('broken-rows')],
      ['file', Buffer.from(broken.join('\n')), 'broken.csv'],
    ]);
    expect([one.status, one.counts.accepted, one.counts.refused]).toEqual(['done', 2, 3]);
    const { rows: report, total } = await refusedOf(one.id);
    expect(total).toBe(report.length);
    expect([...new Set(report.map((row) => row.line))]).toEqual([4, 5, 6]);
    for (const row of report) expect(row.code).toMatch(/^[a-z-]+$/);
    expect(report.find((row) => row.line === 4)).toMatchObject({
      code: 'date-invalid',
      field: '收件时间',
      value: 'yesterday',
    });
    const pages = [await refusedOf(one.id, '?pageSize=1'), await refusedOf(one.id, '?pageSize=1&page=2')];
    expect(pages.map((page) => page.rows[0])).toEqual(report.slice(0, 2));
  });

  test.each([
    ['a packed file that breaks off', gzipSync(csv).subarray(0, 120)],
    ['a packed file that is damaged', Buffer.concat([gzipSync(csv).subarray(0, 60), Buffer.alloc(200, 7)])],
    ['an empty file', Buffer.alloc(0)],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00, 0x0a, 0x00])],
    ['zeros', Buffer.alloc(3_000)],
    ['a workbook where a table was said', Buffer.from('PK\u0003\u0004 no table')],
    ['a header alone', Buffer.from(csv.toString('utf8').split('\n')[0]!)],
    ['zeros in a row', Buffer.from(csv.toString('utf8').replace('甄经办', '甄\u0000办'))],
    [
      'a value cut within a pair of surrogates',
      Buffer.from(csv.toString('utf8').replace('2024/3/4 9:12', `${'x'.repeat(78)}😀😀`)),
    ],
  ])('given %s, then it ends, and what could not be read is in the report', async (_, bytes) => {
    const one = await imported([
      ['map', mapFor(`odd-${bytes.length}`)],
      ['file', bytes, 'odd'],
    ]);
    expect(one.status).toBe('done');
    const { total, rows } = await refusedOf(one.id);
    if (one.counts.accepted < lines && bytes.toString().split('\n').length > 1)
      expect(total).toBeGreaterThan(0);
    for (const row of rows) expect(row.code).not.toBe('');
  });

  test('given the journal cannot be written any more, then it fails, says so, and keeps its inner error to the log', async () => {
    const journal = new Journal(pool, spine.fold);
    await journal.close();
    const { send: ask } = await appWith({ ...spine, journal }, registerImportRoutes);
    const packed = new Response(
      formOf([
        ['map', mapFor('failing')],
        ['file', csv, 'a.csv'],
      ]),
    );
    const type = packed.headers.get('content-type')!;
    const { body } = await ask('POST', '/api/imports', Buffer.from(await packed.arrayBuffer()), {
      'content-type': type,
    });
    let one = await run(body.id);
    while (one.status === 'running') one = await run(one.id);
    expect(one).toMatchObject({
      status: 'failed',
      failure: 'an internal error; see the log',
      counts: { accepted: 0 },
    });
    expect(one.finishedAt).not.toBeNull();
    // What was broken off goes on when it is imported again.
    expect(
      (
        await imported([
          ['map', mapFor('failing')],
          ['file', csv, 'a.csv'],
        ])
      ).counts.accepted,
    ).toBeGreaterThan(0);
  });

  test('given all that was imported, then no upload is left behind', nothingLeft);
});

describe('an upload that is not accepted', () => {
  const wrong: [string, Parts, number, string, string | undefined][] = [
    ['no file', [['example', example]], 422, 'field-invalid', 'file'],
    ['no mapping', [['file', csv, 'a.csv']], 422, 'field-invalid', 'map'],
    [
      'an example that is not there',
      [
        ['example', 'x.map.json'],
        ['file', csv, 'a.csv'],
      ],
      422,
      'map-invalid',
      'example',
    ],
    [
      'an example outside the folder',
      [
        ['example', '../package.json'],
        ['file', csv, 'a.csv'],
      ],
      422,
      'map-invalid',
      'example',
    ],
    [
      'a mapping that is no JSON',
      [
        ['map', '{'],
        ['file', csv, 'a.csv'],
      ],
      422,
      'map-invalid',
      'map',
    ],
    [
      'a mapping that is no object',
      [
        ['map', '[]'],
        ['file', csv, 'a.csv'],
      ],
      422,
      'map-invalid',
      'map',
    ],
    [
      'a mapping without a zone',
      [
        ['map', mapFor('w', (map) => delete map.timeZone)],
        ['file', csv, 'a.csv'],
      ],
      422,
      'map-invalid',
      'timeZone',
    ],
    [
      'a mapping with a zone that is not there',
      [
        ['map', mapFor('w', (map) => Object.assign(map, { timeZone: 'Mars/Base' }))],
        ['file', csv, 'a.csv'],
      ],
      422,
      'map-invalid',
      'timeZone',
    ],
    [
      'a mapping with a field that is not known',
      [
        ['map', mapFor('w', (map) => Object.assign(map, { colour: 1 }))],
        ['file', csv, 'a.csv'],
      ],
      422,
      'map-invalid',
      'map',
    ],
    [
      'a mapping with a character that no database holds',
      [
        ['map', mapFor('w', (map) => Object.assign(map.source, { name: 'a\u0000b' }))],
        ['file', csv, 'a.csv'],
      ],
      422,
      'map-invalid',
      'source.name',
    ],
    [
      'a mapping for the source of what people do here',
      [
        ['map', mapFor('workbench', (map) => Object.assign(map.source, { mode: 'live' }))],
        ['file', csv, 'a.csv'],
      ],
      422,
      'map-invalid',
      'source.id',
    ],
    [
      'another mode than the source has',
      [
        ['map', mapFor('as-text', (map) => Object.assign(map.source, { mode: 'live' }))],
        ['file', csv, 'a.csv'],
      ],
      422,
      'map-invalid',
      'source.mode',
    ],
    [
      'a part that is not known',
      [
        ['example', example],
        ['file', csv, 'a.csv'],
        ['colour', 'red'],
      ],
      422,
      'field-invalid',
      'colour',
    ],
    [
      'a file that is not known',
      [
        ['example', example],
        ['attachment', csv, 'a.csv'],
      ],
      422,
      'field-invalid',
      'attachment',
    ],
    [
      'a mapping of more than a megabyte',
      [
        ['map', Buffer.alloc(1024 ** 2 + 1, 32), 'm.json'],
        ['file', csv, 'a.csv'],
      ],
      413,
      'too-large',
      'map',
    ],
  ];
  test.each(wrong)(
    'given %s, then it is refused with the field, for an import and for a preview',
    async (what, parts, status, code, field) => {
      const before = await query('SELECT count(*) FROM import_run');
      expect(await upload('/api/imports', parts)).toMatchObject({ status, body: { code, field } });
      // A preview writes nothing and asks for no source.
      if (!field?.startsWith('source') || what.includes('database'))
        expect(await upload('/api/imports/preview', parts)).toMatchObject({ status, body: { code, field } });
      expect(await query('SELECT count(*) FROM import_run')).toEqual(before);
      await nothingLeft();
    },
  );

  test.each([
    ['JSON', '{}', 'application/json', 415, 'unsupported-media-type'],
    ['no boundary', 'x', 'multipart/form-data', 400, 'body-invalid'],
    [
      'a form that breaks off',
      '--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{',
      'multipart/form-data; boundary=b',
      400,
      'body-invalid',
    ],
    ['no parts', '--b--\r\n', 'multipart/form-data; boundary=b', 422, 'field-invalid'],
  ])('given %s instead of a form, then it is refused', async (_, body, type, status, code) => {
    expect(await send('POST', '/api/imports', body, { 'content-type': type })).toMatchObject({
      status,
      body: { code },
    });
    await nothingLeft();
  });

  test('given a wrong mapping before a large file over a real connection, then the answer comes and the connection goes on', async () => {
    const parts: Parts = [
      ['map', '{'],
      ['file', Buffer.alloc(24 * 1024 ** 2, 'x'), 'large.csv'],
    ];
    for (let round = 0; round < 2; round++) {
      const response = await fetch(`${address}/api/imports`, { method: 'POST', body: formOf(parts) });
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
        422,
        'map-invalid',
      ]);
    }
    await nothingLeft();
  });

  test('given a file larger than other bodies may be, then it is taken', async () => {
    const rows = csv.toString('utf8').trim().split(/\r?\n/);
    const large = Buffer.from(
      `${rows[0]}\n${rows[1]}\n${',,,,,,,,,\n'.repeat(1)}${' '.repeat(17 * 1024 ** 2)}`,
    );
    const one = await imported([
      ['map', mapFor('large')],
      ['file', large, 'large.csv'],
    ]);
    expect([one.status, one.counts.accepted]).toEqual(['done', 1]);
  });
});

describe('a preview', () => {
  test('given a file and a mapping, then the file’s own columns, what the rows become, what is refused; and nothing is written', async () => {
    const before = await query(
      'SELECT (SELECT count(*) FROM journal) AS j, (SELECT count(*) FROM import_run) AS r, (SELECT count(*) FROM source) AS s',
    );
    const { status, body } = await upload('/api/imports/preview', [
      ['map', mapFor('preview')],
      ['file', csv, 'a.csv'],
    ]);
    expect(status).toBe(200);
    const preview = importsApi.previewImport.response.parse(body);
    expect(preview.columns.map((column) => column.name)).toEqual(
      csv.toString('utf8').replace('\ufeff', '').split(/\r?\n/)[0]!.split(','),
    );
    expect(preview.columns[0]).toEqual({ name: '办件编号', of: 'row', sample: 'LX-2024-0001' });
    expect(preview.events[0]).toMatchObject({
      line: 2,
      type: 'case.opened',
      subject: 'LX-2024-0001',
      time: '2024-03-04T01:12:00.000Z',
    });
    expect(
      await query(
        'SELECT (SELECT count(*) FROM journal) AS j, (SELECT count(*) FROM import_run) AS r, (SELECT count(*) FROM source) AS s',
      ),
    ).toEqual(before);
  });

  test('given a column that the mapping names and the file lacks, then the preview says which', async () => {
    const text = csv.toString('utf8').replace('收件时间', '接件时间');
    const { body } = await upload('/api/imports/preview', [
      ['map', mapFor('preview')],
      ['file', Buffer.from(text), 'a.csv'],
    ]);
    expect(body.refused[0]).toMatchObject({ code: 'column-missing' });
    expect(JSON.stringify(body.refused[0])).toContain('收件时间');
    expect(body.columns.map((column: { name: string }) => column.name)).toContain('接件时间');
    expect(body.events).toEqual([]);
  });
});

describe('the list of imports', () => {
  test('given several, then the newest first, in pages', async () => {
    const { body } = await send('GET', '/api/imports?pageSize=200');
    const all = importsApi.listImports.response.parse(body);
    expect(all.total).toBe(all.rows.length);
    const ids = all.rows.map((one) => Number(one.id));
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    const second = importsApi.listImports.response.parse(
      (await send('GET', '/api/imports?pageSize=3&page=2')).body,
    );
    expect(second.rows.map((one) => Number(one.id))).toEqual(ids.slice(3, 6));
  });

  test('given one whose process has gone, then it is said to have failed and how to go on; one that is heard of still runs', async () => {
    const begin = (seen: string) =>
      query<{ id: number }>(
        `INSERT INTO import_run (file, source, status, seen_at, counts) VALUES ('x.csv', 'x', 'running', now() - $1::interval, $2) RETURNING id`,
        [seen, JSON.stringify(noCounts())],
      ).then((rows) => String(rows[0]!.id));
    expect(await run(await begin('5 seconds'))).toMatchObject({ status: 'running', failure: null });
    const gone = await begin('10 minutes');
    expect(await run(gone)).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('Import the file again'),
    });
    const { body } = await send('GET', '/api/imports');
    expect(body.rows.find((one: ImportRun) => one.id === gone).status).toBe('failed');
  });

  test.each(['x', '999999', '-1', '1.5', '99999999999999999999'])(
    'given the import %s, then 404',
    async (id) => {
      expect(await send('GET', `/api/imports/${id}`)).toMatchObject({
        status: 404,
        body: { code: 'not-found', field: 'id' },
      });
      expect(await send('GET', `/api/imports/${id}/refused`)).toMatchObject({
        status: 404,
        body: { code: 'not-found', field: 'id' },
      });
    },
  );

  test('given the mappings of this installation, then each can be named as an example', async () => {
    const { body } = await send('GET', '/api/import-maps');
    const maps = importsApi.listMaps.response.parse(body);
    expect(maps.map((map) => map.name)).toContain(example);
    expect(new Set(maps.map((map) => map.format))).toEqual(new Set(['csv', 'xes', 'xlsx']));
  });
});
