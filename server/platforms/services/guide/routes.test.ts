import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { ItemInput } from '#contract/catalogue';
import { guideApi } from '#contract/services/guide';
import { saveItems, saveOrgans } from '#spine/catalogue/register';
import { testDatabase } from '../../../../tests/support/database.ts';
import { appWith, items, organs, testSpine } from '../../../../tests/support/spine.ts';
import { registerGuideRoutes } from './routes.ts';

const now = Date.UTC(2026, 2, 2, 2);
const { pool } = await testDatabase();
const { spine, query } = await testSpine(pool, { now, catalogue: false });
const { send } = await appWith(spine, registerGuideRoutes);

const shan = { code: 'shan-bureau', name: { zh: '行政审批服务局', en: 'Approvals' }, region: '371722000000' };
const food = '370131001000';
const licence = (code: string, organ: string, level: number, more: Partial<ItemInput> = {}): ItemInput => ({
  ...items.licence,
  code,
  organ,
  level,
  baseCode: food,
  platform: 'services',
  audiences: ['legal'],
  ...more,
});
const named = (code: string, zh: string, en: string, more: Partial<ItemInput> = {}): ItemInput => ({
  ...items.report,
  code,
  name: { zh, en },
  audiences: ['natural'],
  ...more,
});

beforeAll(async () => {
  await query(
    `INSERT INTO region (code, parent, level, name_zh, name_en, pinyin) VALUES
     (371700000000, 370000000000, 3, '菏泽市', 'Heze City', 'hezeshi hzs'), (371722000000, 371700000000, 4, '单县', 'Shan County', 'shanxian sx')`,
  );
  await saveOrgans(pool, [...Object.values(organs), shan], false);
  await saveItems(
    pool,
    [
      licence('food-province', organs.province.code, 2),
      licence('food-city', organs.city.code, 3),
      licence('food-county', organs.district.code, 4),
      licence('food-shan', shan.code, 4),
      named('household', '户口登记', 'Household register', { keywords: ['上户口'], type: '07' }),
      named('health', '公共场所卫生许可', 'Public place hygiene permit', {
        audiences: ['legal'],
        type: '01',
      }),
      named('medical', '基本医疗保险参保登记', 'Medical insurance', { keywords: ['医保'] }),
      named('future', '来年的事项', 'Next year', { effectiveFrom: '2027-01-01' }),
      named('gone', '取消的事项', 'Cancelled', { cancelledFrom: '2026-01-01' }),
      named('tax', '税务登记', 'Tax registration'),
      named('report', '备案', 'Filing'),
    ],
    false,
  );
  await spine.registry.refresh();
});

type Of<E extends { response: z.ZodType }> = z.output<E['response']>;
const search = async (given: Record<string, string>): Promise<Of<typeof guideApi.search>> => {
  const { status, body } = await send('GET', `/api/services/guide/items?${new URLSearchParams(given)}`);
  expect(status).toBe(200);
  return guideApi.search.response.parse(body);
};
const bases = async (given: Record<string, string>) => (await search(given)).rows.map((row) => row.base);
const suggest = async (text: string) => {
  const { body } = await send(
    'GET',
    `/api/services/guide/suggestions?${new URLSearchParams({ search: text })}`,
  );
  return guideApi.suggest.response.parse(body);
};

describe('searching the guide', () => {
  test.each([
    ['the whole name', '食品经营许可', food],
    ['two characters', '食品', food],
    ['two characters that no dictionary has as a word', '营许', food],
    ['one character', '税', 'tax'],
    ['another word for it', '医保', 'medical'],
    ['a question', '怎么办理食品许可', food],
    ['words apart', '卫生 许可', 'health'],
    ['pinyin', 'shipinjingying', food],
    ['pinyin with blanks', 'shi pin', food],
    ['initials', 'spjyxk', food],
    ['English', 'Hygiene', 'health'],
    ['the base code', food, food],
    ['Chinese and pinyin together', '食品xuke', food],
    ['letters of full width', 'ｓｐｊｙ', food],
  ])('given %s, then it is found first and as it was typed', async (_, text, base) => {
    const { rows, closest } = await search({ search: text });
    expect(rows[0]?.base).toBe(base);
    expect(closest).toBe(false);
  });

  test.each([
    ['a character of the same sound', '食品经赢许可', food],
    ['a wrong letter', 'shipinjinginxuke', food],
    ['letters the wrong way round', 'hygeine permit', 'health'],
    ['a word too many', '食品经营许可大酒店', food],
  ])('given %s, then what comes closest is found, and said to be so', async (_, text, base) => {
    const { rows, closest } = await search({ search: text });
    expect(rows[0]?.base).toBe(base);
    expect(closest).toBe(true);
  });

  test.each(['zzzzqqq', '%', '_', "'", '\\', "'; DROP TABLE item", '!!'])(
    'given %s, then nothing is found that bears it, and nothing breaks',
    async (text) => {
      const { total, rows } = await search({ search: text });
      if (/[a-z]/.test(text)) expect(rows).toEqual([]);
      else expect(total).toBe((await search({})).total);
    },
  );

  test('given a place with the item, in characters or pinyin, then the entry of that place', async () => {
    expect((await search({ search: '单县食品' })).rows[0]).toMatchObject({ code: 'food-shan', places: 1 });
    expect((await search({ search: 'shanxian shipin' })).rows[0]).toMatchObject({ code: 'food-shan' });
    expect(await bases({ search: 'danxian shipin' })).toEqual([]);
  });

  test('given what was found, then it is marked in both languages', async () => {
    const [row] = (await search({ search: '食品' })).rows;
    expect(row!.found.zh).toEqual([
      { text: '食品', hit: true },
      { text: '经营许可', hit: false },
    ]);
    const [read] = (await search({ search: 'jingying' })).rows;
    expect(read!.found.zh.find(({ hit }) => hit)?.text).toBe('经营');
    const [initials] = (await search({ search: 'spjy' })).rows;
    expect(initials!.found.zh[0]).toEqual({ text: '食品经营', hit: true });
  });
});

describe('an item at many places', () => {
  test('given no place, then one row with the entry of the highest level, and how many places', async () => {
    expect((await search({ search: '食品' })).rows).toMatchObject([
      { base: food, code: 'food-province', level: 2, places: 4 },
    ]);
  });

  test.each([
    ['the district', organs.district.region, 'food-county', 3],
    ['a town below it', organs.town.region, 'food-county', 3],
    ['the city', '370100000000', 'food-city', 3],
    ['a city without it', '370200000000', 'food-province', 1],
  ])('given %s, then the entry nearest to it', async (_, region, code, places) => {
    expect((await search({ search: '食品', region })).rows).toMatchObject([{ code, places }]);
  });

  test('given an item, then its entries at each level down to the place, and what differs from the one above', async () => {
    const { body } = await send('GET', '/api/services/guide/items/food-county/levels');
    const { base, entries } = guideApi.levels.response.parse(body);
    expect(base).toBe(food);
    expect(entries.map(({ code, level, differs }) => [code, level, differs])).toEqual([
      ['food-province', 2, []],
      ['food-city', 3, []],
      ['food-county', 4, []],
    ]);
    const other = await send('GET', '/api/services/guide/items/food-county/levels?region=371722000000');
    expect(other.body.entries.map((one: { code: string }) => one.code)).toEqual([
      'food-province',
      'food-shan',
    ]);
  });
});

describe('filters and facets', () => {
  test('given filters, then what fits all of them; each facet counts without its own', async () => {
    const found = await search({ search: '登记', audience: 'natural', type: '07' });
    expect(found.rows.map((row) => row.code)).toEqual(['household']);
    expect(found.facets.type).toEqual([
      { value: '07', count: 1 },
      { value: '20', count: 2 },
    ]);
    expect(found.facets.audience).toEqual([{ value: 'natural', count: 1 }]);
  });

  test('given a life event, then its items', async () => {
    expect(await bases({ event: 'restaurant' })).toEqual([food]);
    expect((await search({ search: '食品' })).facets.event).toEqual([{ value: 'restaurant', count: 1 }]);
  });

  test('given a filter that leaves nothing of what fits, then nothing, and no guess', async () => {
    expect(await search({ search: '食品', audience: 'natural' })).toMatchObject({ total: 0, closest: false });
  });

  test('given pages, then each item once', async () => {
    const { total } = await search({});
    const pages = await Promise.all(
      Array.from({ length: Math.ceil(total / 2) }, (_, n) => bases({ page: String(n + 1), pageSize: '2' })),
    );
    expect(new Set(pages.flat()).size).toBe(total);
  });

  test('given a version that is not in force yet or no more, then it is not in the list', async () => {
    const all = await bases({ pageSize: '100' });
    expect(all).not.toContain('future');
    expect(all).not.toContain('gone');
  });
});

describe('suggestions', () => {
  test('given letters, then items, life events and divisions that they may stand for', async () => {
    expect(await suggest('shanx')).toContainEqual(
      expect.objectContaining({ kind: 'region', code: '371722000000' }),
    );
    expect(await suggest('单县')).toContainEqual(
      expect.objectContaining({ kind: 'region', code: '371722000000' }),
    );
    expect((await suggest('shanx'))[0]).toMatchObject({ kind: 'region' });
    expect((await suggest('sp'))[0]).toMatchObject({ kind: 'item', code: 'food-province' });
    expect(await suggest('退休')).toContainEqual(
      expect.objectContaining({ kind: 'event', code: 'retirement' }),
    );
    expect(await suggest('省厅')).toContainEqual(
      expect.objectContaining({ kind: 'organ', code: organs.province.code }),
    );
    expect(await suggest(' ')).toEqual([]);
  });
});

describe('the first page and an item', () => {
  test('given a place, then the organs that serve it, the nearest first, and the counts of life events', async () => {
    const { body } = await send('GET', `/api/services/guide/home?region=${organs.district.region}`);
    const home = guideApi.home.response.parse(body);
    expect(home.organs.map(({ code }) => code)).toEqual([
      organs.district.code,
      organs.city.code,
      organs.province.code,
    ]);
    expect(home.events.find(({ code }) => code === 'restaurant')?.count).toBe(1);
    expect(home.popular.length).toBeGreaterThan(0);
  });

  test('given no place, then the organs of the province, and every item once', async () => {
    const { status, body } = await send('GET', '/api/services/guide/home');
    expect(status).toBe(200);
    const home = guideApi.home.response.parse(body);
    expect(home.organs.map(({ code }) => code)).toEqual([organs.province.code]);
    expect(home.items).toBe((await search({})).total);
  });

  test('given an item, then where, when and with which codes; unknown, then 404', async () => {
    const { body } = await send('GET', '/api/services/guide/items/food-county');
    expect(guideApi.item.response.parse(body)).toMatchObject({
      base: food,
      place: { code: organs.district.code, path: [{ zh: '济南市' }, { zh: '历下区' }] },
      events: [{ code: 'restaurant' }],
      versions: [{ version: 1 }],
    });
    expect(await send('GET', '/api/services/guide/items/nothing')).toMatchObject({ status: 404 });
    expect(await send('GET', '/api/services/guide/items/food-county?version=9')).toMatchObject({
      status: 404,
    });
  });

  test('given a new version and one that begins later, then the list has the one in force today, and the next one on its day', async () => {
    await saveItems(
      pool,
      [named('tax', '税务登记（新）', 'Tax registration', { effectiveFrom: '2026-04-01' })],
      false,
    );
    await spine.registry.refresh();
    expect((await search({ search: '税务' })).rows[0]?.name.zh).toBe('税务登记');
    await saveItems(pool, [named('report-2', '再报一次', 'Report again')], false);
    await spine.registry.refresh();
    expect(await bases({ search: '再报一次' })).toEqual(['report-2']);
  });

  test('given an organ that gets another name, then its items are found by it', async () => {
    await saveOrgans(pool, [{ ...shan, name: { zh: '一窗通办中心', en: 'One window' } }], false);
    await spine.registry.refresh();
    expect((await search({ search: '一窗通办' })).rows[0]?.code).toBe('food-shan');
  });
});
