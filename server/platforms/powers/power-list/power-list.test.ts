import { describe, expect, test } from 'vitest';
import { type PowerEntryInput, powerEntry, powerListApi } from '#contract/powers/power-list';
import { saveItems } from '#spine/catalogue/register';
import { testDatabase } from '../../../../tests/support/database.ts';
import { appWith, items, organs, testSpine } from '../../../../tests/support/spine.ts';
import { articlesIn, chineseNumber, citesOf, lawKey } from './citation.ts';
import { differencesOf } from './differences.ts';
import { registerPowerListRoutes } from './routes.ts';
import { seedPowerList } from './seed.ts';

describe('citations', () => {
  test.each([
    ['《中华人民共和国行政许可法》', '行政许可法'],
    ['行政许可法（2019年修正）', '行政许可法'],
    ['行政许可法', '行政许可法'],
  ])('given %s, then it is %s', (name, key) => expect(lawKey(name)).toBe(key));

  test.each([
    ['三十二', 32],
    ['十', 10],
    ['一百零五', 105],
    ['二百', 200],
    ['x', Number.NaN],
    ['', Number.NaN],
  ])('given %s, then it is %d', (text, n) => expect(chineseNumber(text)).toBe(n));

  test('given articles however they are written, then their numbers are found', () => {
    expect(articlesIn('第三十二条、第42条第一款')).toEqual([32, 42]);
    expect(articlesIn('art. 42, § 43')).toEqual([42, 43]);
    expect(articlesIn('全文')).toEqual([]);
  });

  test('given bases, then each law and each article is cited once', () => {
    expect(
      citesOf([
        { law: '中华人民共和国行政许可法', article: '第四十二条' },
        { law: '行政许可法', article: '第三十二条' },
      ]),
    ).toEqual(['行政许可法', '行政许可法 42', '行政许可法 32']);
  });
});

const words = (text: string) => ({ zh: text, en: text });
const input: PowerEntryInput = {
  code: 'P-1',
  name: words('食品经营许可'),
  type: '01',
  level: 3,
  organ: organs.city.code,
  item: items.licence.code,
  basis: [{ law: '中华人民共和国行政许可法', article: '第三十二条' }],
  duties: [
    { stage: 'accept', text: words('受理责任') },
    { stage: 'decide', text: words('决定责任') },
  ],
  discretion: [{ offence: words('无证经营'), tier: 'ordinary', min: 0, max: 3000, unit: 'yuan' }],
  effectiveFrom: '2019-01-01',
};
const entry = (more: Partial<PowerEntryInput> = {}) => powerEntry.parse({ ...input, ...more });

describe('differencesOf', () => {
  test('given the same, then nothing differs', () => expect(differencesOf(entry(), entry())).toEqual([]));

  test('given a duty more, another text and a wider benchmark, then each stands there side by side', () => {
    const after = entry({
      duties: [
        { stage: 'accept', text: words('一次告知') },
        { stage: 'decide', text: words('决定责任') },
        { stage: 'supervise', text: words('监管责任') },
      ],
      discretion: [{ offence: words('无证经营'), tier: 'ordinary', min: 0, max: 5000, unit: 'yuan' }],
    });
    expect(
      differencesOf(entry(), after).map(({ field, change, before, after: now }) => [
        field,
        change,
        before?.zh,
        now?.zh,
      ]),
    ).toEqual([
      ['duties', 'changed', '受理责任', '一次告知'],
      ['duties', 'added', undefined, '监管责任'],
      ['discretion', 'changed', '0 – 3000 yuan', '0 – 5000 yuan'],
    ]);
  });

  test('given two lines under one heading, then they are not taken for one', () => {
    const twice = (...texts: string[]) =>
      entry({ duties: texts.map((text) => ({ stage: 'other', text: words(text) })) });
    expect(differencesOf(twice('a', 'b'), twice('a', 'c'))).toMatchObject([
      { change: 'changed', before: words('b'), after: words('c') },
    ]);
  });
});

describe('the list', async () => {
  const { pool } = await testDatabase();
  const world = await testSpine(pool, { now: Date.parse('2026-03-02T10:00:00+08:00') });
  const { send } = await appWith(world.spine, registerPowerListRoutes);
  const save = (more: Partial<PowerEntryInput> = {}, note = '新增权力事项') => {
    const whole = { ...input, ...more };
    return send('PUT', `/api/powers/power-list/${whole.code}`, { entry: whole, note });
  };
  const list = async (query = '') =>
    powerListApi.listPowers.response.parse((await send('GET', `/api/powers/power-list${query}`)).body);
  const one = async (query = '') =>
    powerListApi.getPower.response.parse((await send('GET', `/api/powers/power-list/P-1${query}`)).body);

  test('given an entry is saved, then it is a version; the same again is none', async () => {
    expect((await save()).body).toEqual({ code: 'P-1', version: 1, saved: true });
    expect((await save()).body).toEqual({ code: 'P-1', version: 1, saved: false });
    expect(
      (
        await save({
          code: 'P-2',
          type: '02',
          name: words('行政处罚'),
          organ: organs.qingdao.code,
          basis: [{ law: '行政处罚法', article: '第六十条' }],
          effectiveFrom: '2022-01-01',
        })
      ).status,
    ).toBe(200);
  });

  test('given a version of a later day, then today’s holds until then, and both can be compared', async () => {
    await save({ supervisionPhone: '0531-1', effectiveFrom: '2026-04-01' }, '公布监督电话');
    expect(await one()).toMatchObject({ version: 1, current: true, itemName: items.licence.name });
    expect((await one('?version=2')).current).toBe(false);
    const { body } = await send('GET', '/api/powers/power-list/P-1/differences?before=1&after=2');
    expect(body.differences).toMatchObject([
      { field: 'supervisionPhone', change: 'added', after: words('0531-1') },
    ]);
    world.present.now = Date.parse('2026-04-01T09:00:00+08:00');
    expect(await one()).toMatchObject({ version: 2, current: true });
  });

  test('given filters, then the list and its counts by type follow', async () => {
    expect(await list()).toMatchObject({ total: 2, types: { '01': 1, '02': 1 } });
    expect((await list('?type=02')).rows.map(({ code }) => code)).toEqual(['P-2']);
    expect((await list('?type=02')).types).toEqual({ '01': 1, '02': 1 });
    expect((await list(`?region=${organs.qingdao.region}`)).total).toBe(1);
    expect((await list('?search=食品')).rows.map(({ code }) => code)).toEqual(['P-1']);
    expect((await list('?search=%25')).total).toBe(0);
    expect((await list('?level=2')).total).toBe(0);
  });

  test('given a cancelled power, then it is no longer listed from that day on', async () => {
    await save({ code: 'P-3', cancelledFrom: '2026-04-01', effectiveFrom: '2020-01-01' });
    expect((await list()).total).toBe(2);
  });

  test.each([
    ['an organ that is not there', { organ: 'none' }, 422],
    ['an item that is not there', { item: 'none' }, 422],
    ['a day before the newest version', { effectiveFrom: '2025-01-01', level: 2 }, 409],
  ])('given %s, then it is refused', async (_, more, status) =>
    expect((await save(more)).status).toBe(status),
  );

  test('given a change, then it can be compared with the newest version before it is saved', async () => {
    const preview = (code: string, more: Partial<PowerEntryInput>) =>
      send('POST', `/api/powers/power-list/${code}/preview`, { entry: entry({ code, ...more }) });
    expect((await preview('P-9', {})).body).toEqual({ after: 0, differences: [] });
    const { body } = await preview('P-1', { supervisionPhone: '0531-2' });
    expect(body).toMatchObject({
      after: 2,
      differences: [{ field: 'supervisionPhone', change: 'changed', before: words('0531-1') }],
    });
    expect((await preview('P-1', { organ: 'none' })).body.field).toBe('entry.organ');
  });

  test('given a code that is taken, or a version that is not the newest, then nothing is saved', async () => {
    const put = (after: number) =>
      send('PUT', '/api/powers/power-list/P-1', {
        entry: entry({ effectiveFrom: '2026-05-01' }),
        note: '并发修改说明',
        after,
      });
    expect(await put(0)).toMatchObject({ status: 409, body: { field: 'entry.code' } });
    expect(await put(1)).toMatchObject({ status: 409, body: { field: 'after' } });
  });

  test('given a law, then entries and items that cite it are found, those older than its text first', async () => {
    const found = async (law: string, article = '') =>
      powerListApi.listCitations.response.parse(
        (
          await send(
            'GET',
            `/api/powers/laws/${law}/citations${article && `?article=${encodeURIComponent(article)}`}`,
          )
        ).body,
      );
    expect((await found('licensing')).rows).toMatchObject([
      { kind: 'power', code: 'P-1', articles: ['第三十二条'], older: false },
    ]);
    await save({
      code: 'P-4',
      basis: [{ law: '行政许可法', article: '第四十二条' }],
      effectiveFrom: '2015-01-01',
    });
    expect((await found('licensing')).rows.map(({ code, older }) => [code, older])).toEqual([
      ['P-4', true],
      ['P-1', false],
    ]);
    expect((await found('licensing', '第三十二条')).rows.map(({ code }) => code)).toEqual(['P-1']);
    expect((await found('licensing', '42')).rows.map(({ code }) => code)).toEqual(['P-4']);
    expect((await send('GET', '/api/powers/laws/none/citations')).status).toBe(404);
    const laws = powerListApi.listLaws.response.parse((await send('GET', '/api/powers/laws')).body);
    expect(laws.find(({ id }) => id === 'licensing')).toMatchObject({ powers: 2, items: 0, older: 1 });
  });
});

describe('the demonstration', async () => {
  const { pool } = await testDatabase();
  const world = await testSpine(pool, { now: Date.parse('2026-06-01T10:00:00+08:00') });
  const penalty = {
    ...items.licence,
    code: 'penalty',
    type: '02' as const,
    basis: [{ law: '中华人民共和国行政处罚法', article: '第六十条' }],
  };
  await saveItems(pool, [{ ...items.licence, code: 'demo-licence' }, penalty], true);
  await world.spine.registry.refresh();
  const { send } = await appWith(world.spine, registerPowerListRoutes);

  test('given items of the demonstration, then each has an entry, some have two versions, and a second time adds nothing', async () => {
    await seedPowerList(world.spine, () => {});
    await seedPowerList(world.spine, () => {});
    const { body } = await send('GET', '/api/powers/power-list');
    const list = powerListApi.listPowers.response.parse(body);
    expect(
      list.rows.map(({ code, versions, demonstration }) => [code, versions, demonstration]).sort(),
    ).toEqual([
      ['demo-licence', 2, true],
      ['penalty', 1, true],
    ]);
    const { body: one } = await send('GET', '/api/powers/power-list/penalty');
    expect(powerListApi.getPower.response.parse(one).entry.discretion).toHaveLength(3);
  });
});
