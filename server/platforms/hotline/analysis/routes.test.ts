import exceljs from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ItemInput } from '#contract/catalogue';
import type { Analysis } from '#contract/hotline/analysis';
import { saveItems } from '#spine/catalogue/register';
import type { HeldGrant, Principal } from '#spine/identity/principal';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, cloudEventOf, items, organs, testSpine } from '../../../../tests/support/spine.ts';
import { registerAnalysisRoutes } from './routes.ts';

const { pool } = await testDatabase();
const now = Date.parse('2026-03-30T10:00:00+08:00');
const { spine, tell, addSource, present } = await testSpine(pool, { now, platforms: true });
const asked: { by: Principal | null } = { by: null };
const { app, send } = await appWith(spine, { who: () => asked.by }, registerAnalysisRoutes);
const grant = (role: HeldGrant['role'], organ: { code: string; region: string }) => ({
  role,
  organId: spine.registry.organ(organ.code)!.id,
  region: Number(organ.region),
});
const supervisor = principalWith([grant('supervision-officer', organs.province)]);
const inQingdao = principalWith([grant('supervision-officer', organs.qingdao)]);
const dayMs = 86_400_000;

/** Requests about street lamps and about waste, as a file of another system tells them. */
const item = (code: string): ItemInput => ({ ...items.report, code, platform: 'hotline' });
beforeAll(async () => {
  await saveItems(pool, [item('lamps'), item('waste')], false);
  await spine.registry.refresh();
  await addSource({ code: 'requests', mode: 'replay' });
  let n = 0;
  const opened = (code: string, daysAgo: number, more: { region?: string; organ?: string } = {}) =>
    cloudEventOf('requests', `R${n++}`, now - daysAgo * dayMs, {
      region: more.region ?? organs.district.region,
      data: {
        item: code,
        organ: more.organ ?? organs.district.code,
        point: { longitude: 117 + (n % 3) / 10, latitude: 36.6 },
      },
    });
  const told = [
    // Twelve this week and two in each week before: a rise.
    ...Array.from({ length: 12 }, (_, k) => opened('lamps', k / 4)),
    ...[8, 9, 15, 16, 22, 23, 29, 30].map((daysAgo) => opened('lamps', daysAgo)),
    // Six in each week: none.
    ...[0, 7, 14, 21, 28].flatMap((week) =>
      Array.from({ length: 6 }, (_, k) => opened('waste', week + k / 4)),
    ),
    ...Array.from({ length: 3 }, () =>
      opened('waste', 1, { region: organs.qingdao.region, organ: organs.qingdao.code }),
    ),
  ];
  await tell(told);
  // Eleven lamps are dealt with at once.
  const lamps = told.slice(0, 11);
  await tell(
    lamps.map((one) =>
      cloudEventOf('requests', one.subject, Date.parse(one.time) + 3_600_000, {
        type: 'case.closed',
        region: one.region,
        data: {},
      }),
    ),
  );
});

async function analysisFor(who: Principal | null, query = ''): Promise<Analysis> {
  asked.by = who;
  const { status, body } = await send('GET', `/api/hotline/analysis${query}`);
  expect([status, body.code]).toEqual([200, undefined]);
  return body;
}

describe('the analysis of a week', () => {
  test('given requests of five weeks, then topics are counted and compared, and the rise is told', async () => {
    const { total, topics, before, days } = await analysisFor(supervisor);
    expect(total).toBe(21);
    expect(before).toEqual([8, 8, 8, 8]);
    expect(topics.map(({ code, count, before: b, rising }) => [code, count, b, rising])).toEqual([
      ['lamps', 12, [2, 2, 2, 2], true],
      ['waste', 9, [6, 6, 6, 6], false],
    ]);
    expect(days).toHaveLength(7);
    expect(days.reduce((sum, { count }) => sum + count, 0)).toBe(21);
  });

  test('given places and points, then the cities sum up, and cells hold every point', async () => {
    const { places, grid, hours } = await analysisFor(supervisor);
    expect(places.map(({ name, count }) => [name.zh, count])).toEqual([
      ['济南市', 18],
      ['青岛市', 3],
    ]);
    expect(grid).toMatchObject({ placed: 21, of: 21 });
    expect(grid.cells.reduce((sum, { count }) => sum + count, 0)).toBe(21);
    expect(hours.reduce((sum, { count }) => sum + count, 0)).toBe(21);
  });

  test('given organs, then one with fewer than ten is marked and not ranked', async () => {
    const { organs: rows } = await analysisFor(supervisor);
    expect(rows.map(({ code, ended, rate, small, rank }) => [code, ended, rate, small, rank])).toEqual([
      ['district-bureau', 11, 1, false, 1],
      ['qingdao-bureau', 0, null, true, null],
    ]);
    expect(rows[0]!.low).toBeCloseTo(0.741, 2);
  });

  test('given a supervisor of one city, then nothing of another is counted', async () => {
    const { total, organs: rows } = await analysisFor(inQingdao);
    expect([total, rows.map(({ code }) => code)]).toEqual([3, ['qingdao-bureau']]);
    asked.by = null;
    expect(await send('GET', '/api/hotline/analysis')).toMatchObject({ status: 401 });
  });

  test('given a division that is none, then it is refused', async () => {
    asked.by = supervisor;
    expect(await send('GET', '/api/hotline/analysis?region=990000000000')).toMatchObject({
      status: 422,
      body: { code: 'region-unknown', field: 'region' },
    });
  });
});

describe('the report', () => {
  test('given a week, then its workbook has the sheets with the same figures', async () => {
    asked.by = supervisor;
    const answer = await app.inject({ method: 'GET', url: '/api/hotline/analysis/report.xlsx?days=7' });
    expect(answer.headers['content-disposition']).toContain('.xlsx');
    const book = new exceljs.Workbook();
    await book.xlsx.load(answer.rawPayload as unknown as exceljs.Buffer);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['总体', '热点', '地区', '每日', '机关']);
    const [, topics] = book.worksheets;
    expect(topics!.getRow(2).values).toEqual([undefined, '备案', 12, 2, 3, '是', 11, 0]);
  });

  test('given a week, when its report is issued, then it is a document that its code verifies', async () => {
    asked.by = supervisor;
    const { status, body } = await send('POST', '/api/hotline/analysis/reports', {
      region: '370000000000',
      to: '2026-03-30',
      days: 7,
    });
    expect([status, body.name]).toEqual([200, '山东省热线周报']);
    expect(body.pdf).toBe(`/api/documents/${body.code}.pdf`);
    expect(body.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('figures for everybody', () => {
  test('given small numbers, then they are hidden, and whatever would tell them as well', async () => {
    asked.by = null;
    present.now = Date.parse('2026-04-02T10:00:00+08:00');
    const { status, body } = await send('GET', '/api/hotline/figures');
    expect([status, body.month, body.total, body.least]).toEqual([200, '2026-03', 52, 10]);
    expect(body.topics.map((one: { count: number | null }) => one.count)).toEqual([33, 19]);
    // Three of one city would follow from the sum and the other.
    expect(body.places.map((one: { count: number | null }) => one.count)).toEqual([null, null]);
    expect(await send('GET', '/api/hotline/figures?month=2020-01')).toMatchObject({ status: 422 });
  });
});
