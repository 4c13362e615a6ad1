import { describe, expect, test } from 'vitest';
import { item as itemSchema, type ItemInput } from '#contract/catalogue';
import { catalogueApi } from '#contract/catalogue-api';
import { registerCatalogueRoutes } from './catalogue-routes.ts';
import { saveItems, saveOrgans } from './register.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, cloudEventOf, items, organs, testSpine } from '../../../tests/support/spine.ts';

const now = Date.UTC(2026, 2, 2, 2);
const { pool } = await testDatabase();
const { spine, query, addSource, tell } = await testSpine(pool, { now });
const { send } = await appWith(spine, registerCatalogueRoutes);
await addSource({ code: 'log', mode: 'replay' });

const list = async (given = '') => {
  const { status, body } = await send('GET', `/api/items${given}`);
  expect(status).toBe(200);
  return catalogueApi.listItems.response.parse(body);
};
const codes = async (given: string) => (await list(given)).rows.map((one) => one.code);
const get = async (code: string, given = '') => (await send('GET', `/api/items/${code}${given}`)).body;
const save = (body: ItemInput | object, code = (body as ItemInput).code) =>
  send('PUT', `/api/items/${code}`, body as object);
const check = async (body: unknown) => {
  const json = { 'content-type': 'application/json' };
  const answer = await send('POST', '/api/items/check', JSON.stringify(body), json);
  return catalogueApi.checkItem.response.parse(answer.body).problems;
};
const versions = () =>
  query<{ n: number }>('SELECT count(*)::int AS n FROM item_version').then((rows) => rows[0]!.n);

describe('the public catalogue', () => {
  test('given no filter, then all items in the order of platform and Chinese name', async () => {
    expect(await list()).toMatchObject({
      total: 2,
      rows: [
        { code: 'licence', version: 1, organName: organs.city.name, cancelledFrom: null },
        { code: 'report', version: 1, organName: organs.district.name, effectiveFrom: '2020-01-01' },
      ],
    });
  });

  test.each([
    ['Chinese', '许可', ['licence']],
    ['English in any case', 'FOOD', ['licence']],
    ['pinyin', 'shipinjingying', ['licence']],
    ['pinyin with blanks', 'shi pin', ['licence']],
    ['initials', 'spjy', ['licence']],
    ['the beginning of a code', 'rep', ['report']],
    ['a percent sign', '%', []],
    ['an underscore', '_', []],
    ['a backslash', '\\', []],
    ['an apostrophe', "'", []],
    ['blanks alone', '   ', ['licence', 'report']],
  ])('given a search by %s, then what bears it is found', async (_, search, found) => {
    expect(await codes(`?search=${encodeURIComponent(search)}`)).toEqual(found);
  });

  test('given filters, then only what fits all of them', async () => {
    expect(await codes('?platform=powers')).toEqual(['licence']);
    expect(await codes('?type=20')).toEqual(['report']);
    expect(await codes('?level=4')).toEqual(['licence', 'report']);
    expect(await codes('?level=3')).toEqual([]);
    expect(await codes(`?organ=${organs.city.code}`)).toEqual(['licence']);
    expect(await codes('?platform=powers&type=20')).toEqual([]);
    expect(await codes('?pageSize=1&page=2')).toEqual(['report']);
  });

  test.each(['99999999999', '0', '7', 'four', '2.5'])('given the level %s, then 422', async (level) => {
    expect(await send('GET', `/api/items?level=${level}`)).toMatchObject({
      status: 422,
      body: { field: 'level' },
    });
  });

  test.each([
    '/api/items/nothing',
    '/api/items/report?version=2',
    '/api/items/report?version=0',
    '/api/items/constructor',
  ])('given %s, then 404', async (url) => {
    expect(await send('GET', url)).toMatchObject({ status: 404, body: { code: 'not-found', field: 'code' } });
  });
});

describe('saving', () => {
  const fresh: ItemInput = { ...items.licence, code: 'fresh' };

  test('given a new item, then version 1; the same again, then no version; changed, then version 2 and 1 stays', async () => {
    const first = await save(fresh);
    expect(first).toMatchObject({
      status: 200,
      body: { code: 'fresh', version: 1, organName: organs.city.name },
    });
    catalogueApi.saveItem.response.parse(first.body);
    expect((await save(fresh)).body.version).toBe(1);
    expect((await save({ ...fresh, phone: '0531-1' })).body).toMatchObject({ version: 2, phone: '0531-1' });
    expect(await get('fresh')).toMatchObject({
      version: 2,
      phone: '0531-1',
      versions: [{ version: 1 }, { version: 2 }],
    });
    const before = await get('fresh', '?version=1');
    expect([before.version, before.phone]).toEqual([1, undefined]);
    expect(
      await query(
        `SELECT count(*)::int AS n FROM item_version v JOIN item i ON i.id = v.item_id WHERE code = 'fresh'`,
      ),
    ).toEqual([{ n: 2 }]);
    await expect(pool.query('UPDATE item_version SET content = content')).rejects.toThrow(
      /permission denied|append-only/,
    );
  });

  test('given many who save the same item at once, then each has a version of its own and none fails', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => save({ ...items.report, code: 'crowded', phone: `0531-${i}` })),
    );
    expect(answers.map((one) => one.status)).toEqual(answers.map(() => 200));
    expect((await get('crowded')).versions.map((one: { version: number }) => one.version)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });

  const step = (code: string, after: string[] = []) => ({ code, name: { zh: code, en: code }, after });
  const flow = (...steps: object[]) => ({ version: 1, steps });
  const wrong: [string, object, string][] = [
    ['no name', { name: undefined }, 'name'],
    ['no English name', { name: { zh: '许可' } }, 'name.en'],
    ['a platform in capitals', { platform: 'Powers' }, 'platform'],
    ['a type that is not known', { type: '99' }, 'type'],
    ['no basis', { basis: [] }, 'basis'],
    ['no limit', { limits: {} }, 'limits'],
    ['a limit of nothing', { limits: { legal: { n: 0, unit: 'hour' } } }, 'limits.legal.n'],
    ['a unit that is not known', { limits: { legal: { n: 1, unit: 'week' } } }, 'limits.legal.unit'],
    ['an organ that is not registered', { organ: 'nobody' }, 'organ'],
    ['a card policy that is not there', { policy: 'mars' }, 'policy'],
    ['a day that does not exist', { effectiveFrom: '2026-02-30' }, 'effectiveFrom'],
    ['the year 0', { effectiveFrom: '0000-01-01' }, 'effectiveFrom'],
    ['an end before the beginning', { cancelledFrom: '2019-12-31' }, 'cancelledFrom'],
    ['no step', { flow: flow() }, 'flow.steps'],
    ['a step twice', { flow: flow(step('a'), step('a')) }, 'flow.steps.1.code'],
    [
      'a step that waits for one that is not there',
      { flow: flow(step('a'), step('b', ['x'])) },
      'flow.steps.1.after',
    ],
    ['a step that waits for itself', { flow: flow(step('a'), step('b', ['b'])) }, 'flow.steps.1.after'],
    ['no step that may come first', { flow: flow(step('a', ['b']), step('b', ['a'])) }, 'flow.steps'],
    [
      'steps that only wait for each other',
      { flow: flow(step('a'), step('b', ['c']), step('c', ['b'])) },
      'flow.steps.1.after',
    ],
    [
      'a fee twice',
      { fees: ['1', '2'].map((amount) => ({ code: 'f', name: { zh: '费', en: 'Fee' }, amount, basis: '' })) },
      'fees.1.code',
    ],
    [
      'a fee of letters',
      { fees: [{ code: 'f', name: { zh: '费', en: 'Fee' }, amount: 'ten', basis: '' }] },
      'fees.0.amount',
    ],
    [
      'a content named in one language',
      { contents: ['notice', { code: 'reply', name: { zh: '答复书' } }] },
      'contents.1.name.en',
    ],
    ['a content that is no code', { contents: ['No code!'] }, 'contents.0'],
    ['a character that no database holds', { phone: 'a\u0000' }, 'phone'],
  ];
  test.each(wrong)(
    'given %s, then 422 names the field and what was expected in both languages, the check finds it too, and nothing is saved',
    async (_, given, field) => {
      const before = await versions();
      const answer = await save({ ...items.report, ...given });
      const expected = expect.stringMatching(/^[\x20-\x7e“”]+$/);
      const expectedZh = expect.stringMatching(/\p{Script=Han}/u);
      expect(answer).toMatchObject({ status: 422, body: { field, expected, expectedZh } });
      expect(await versions()).toBe(before);
      if (field !== 'phone')
        expect((await check({ ...items.report, ...given })).map((one) => one.field)).toContain(field);
    },
  );

  test('given several faults, then the check names them all; given none, then none', async () => {
    const problems = await check({
      ...items.report,
      organ: 'nobody',
      policy: 'mars',
      cancelledFrom: '2019-01-01',
    });
    expect(problems.map((one) => one.field)).toEqual(['organ', 'policy', 'cancelledFrom']);
    expect((await check({})).length).toBeGreaterThan(5);
    expect(await check(items.report)).toEqual([]);
    for (const odd of [null, 'item', 5, []]) expect((await check(odd)).length).toBeGreaterThan(0);
  });

  test('given another code in the address, then 422; given an older flow, then 422', async () => {
    expect(await save(items.report, 'other')).toMatchObject({
      status: 422,
      body: { field: 'code', expected: 'other' },
    });
    expect((await save(items.report, 'other')).body).not.toHaveProperty('expectedZh');
    await save({ ...items.report, code: 'flowing', flow: { ...items.report.flow, version: 3 } });
    const older = { ...items.report, code: 'flowing', flow: { ...items.report.flow, version: 2 } };
    expect(await save(older)).toMatchObject({
      status: 422,
      body: { field: 'flow.version', expected: 'at least 3', expectedZh: '应不少于 3' },
    });
  });

  test('given another platform than before, then 422 in both languages; the check says so as well', async () => {
    await save({ ...items.report, code: 'settled' });
    const moved = { ...items.report, code: 'settled', platform: 'hotline', phone: '1' };
    expect(await save(moved)).toMatchObject({
      status: 422,
      body: {
        field: 'platform',
        expected: 'services, as before: the platform of an item and of its base code never changes',
        expectedZh: '应与原来一致，为 services；事项及同一基本编码的所属平台不得变更',
      },
    });
    expect((await check(moved)).map(({ field }) => field)).toEqual(['platform']);
    expect((await save({ ...moved, platform: 'services' })).body.version).toBe(2);
  });

  test('given another platform than items of the same base code, then it is refused, saved together or later', async () => {
    const implementing = (n: number, platform: string): ItemInput => ({
      ...items.report,
      code: `1137010200430${n}000X4000110049000`.slice(-31).padStart(31, '1'),
      platform,
    });
    const refused = (field: string) => ({ code: 'field-invalid', about: { field } });
    await expect(
      saveItems(pool, [implementing(1, 'services'), implementing(2, 'powers')], false),
    ).rejects.toMatchObject(refused('items.1.platform'));
    expect(await saveItems(pool, [implementing(1, 'powers')], false)).toBe(1);
    await expect(saveItems(pool, [implementing(2, 'services')], false)).rejects.toMatchObject(
      refused('platform'),
    );
    expect(await saveItems(pool, [implementing(2, 'powers')], false)).toBe(1);
  });

  test('given two who save a new item with different platforms at once, then one of them is refused', async () => {
    const saving = ['services', 'hotline'].map((platform) =>
      saveItems(pool, [{ ...items.report, code: 'contested', platform }], false),
    );
    const outcomes = (await Promise.allSettled(saving)).map(({ status }) => status).sort();
    expect(outcomes).toEqual(['fulfilled', 'rejected']);
  });

  test('given a loop that can be entered, such as correcting and handing in again, then it is taken', async () => {
    const loop = flow(step('a'), step('b', ['a', 'c']), step('c', ['b']));
    expect(await check({ ...items.report, flow: loop })).toEqual([]);
  });
});

describe('lists of a catalogue file', () => {
  const named = (code: string): ItemInput => ({ ...items.report, code });
  test.each([
    ['an item twice', [named('x'), named('x')], 'field-invalid', 'items.1.code'],
    [
      'an organ that is not there',
      [named('x'), { ...named('y'), organ: 'nobody' }],
      'organ-unknown',
      'items.1.organ',
    ],
  ])('given %s, then the place in the list is named', async (_, given, code, field) => {
    await expect(saveItems(pool, given, false)).rejects.toMatchObject({ code, about: { field } });
  });

  test('given organs of which the second stands below the first, then both are saved; twice the same, then refused', async () => {
    const first = { ...organs.city, code: 'list-1' };
    const second = { ...organs.town, code: 'list-2', parent: 'list-1' };
    await saveOrgans(pool, [second, first], false);
    expect(await query(`SELECT code FROM organ WHERE code LIKE 'list-%' ORDER BY 1`)).toEqual([
      { code: 'list-1' },
      { code: 'list-2' },
    ]);
    await expect(saveOrgans(pool, [first, first], false)).rejects.toMatchObject({
      about: { field: 'organs.1.code' },
    });
  });
});

describe('the version in force', () => {
  test('given versions from different days, then a case goes by the one of the civil day it was opened on', async () => {
    const item: ItemInput = { ...items.report, code: 'dated', effectiveFrom: '2024-01-01' };
    await save(item);
    await save({ ...item, effectiveFrom: '2025-01-01', phone: '2' });
    await save({ ...item, effectiveFrom: '2025-01-01', phone: '3', cancelledFrom: '2026-01-01' });
    const open = (number: string, time: string) =>
      tell([cloudEventOf('log', number, Date.parse(time), { data: { item: 'dated' } })]);
    const versionOf = async (number: string) =>
      (await query<{ v: number }>('SELECT item_version AS v FROM cases WHERE number = $1', [number]))[0]?.v;
    await expect(open('V-0', '2023-12-31T23:59:59+08:00')).rejects.toThrow('item-unknown');
    await open('V-1', '2024-01-01T00:00:00+08:00');
    await open('V-2', '2024-12-31T23:59:59+08:00');
    await open('V-3', '2025-01-01T00:00:00+08:00');
    await open('V-4', '2025-12-31T23:59:59+08:00');
    await expect(open('V-5', '2026-01-01T00:00:00+08:00')).rejects.toThrow('item-unknown');
    expect([
      await versionOf('V-1'),
      await versionOf('V-2'),
      await versionOf('V-3'),
      await versionOf('V-4'),
    ]).toEqual([1, 1, 3, 3]);
  });
});

describe('the same at four levels', () => {
  const base = '370131001000';
  const city: ItemInput = { ...items.licence, code: 'four-city', level: 3, baseCode: base };
  const county: ItemInput = { ...city, code: 'four-county', level: 4, organ: organs.district.code };

  test('given an entry that differs from the one above, then it is refused, and each field is named with both values', async () => {
    expect((await save(city)).status).toBe(200);
    const changed = { ...county, type: '07', name: { zh: '餐饮许可', en: 'Food licence' } };
    expect(await save(changed)).toMatchObject({
      status: 422,
      body: {
        code: 'differs-from-parent',
        field: 'name',
        differences: [
          { field: 'name', own: '餐饮许可 / Food licence', parent: '食品经营许可 / Food licence' },
          { field: 'type', own: '07', parent: '01' },
        ],
      },
    });
    expect((await check(changed)).map(({ field }) => field)).toEqual(['name', 'type']);
  });

  test('given another base code under the same name, then it is refused', async () => {
    expect(await save({ ...county, baseCode: '370131009000' })).toMatchObject({
      status: 422,
      body: { differences: [{ field: 'baseCode', own: '370131009000', parent: base }] },
    });
  });

  test('given local elements that differ, then it is saved; and in another city nothing stands above it', async () => {
    expect((await save({ ...county, phone: '0531-2', visits: 1 })).status).toBe(200);
    expect(
      (await save({ ...county, code: 'four-qingdao', organ: organs.qingdao.code, type: '07' })).status,
    ).toBe(200);
  });
});

describe('a joint item', () => {
  const joint: ItemInput = {
    ...items.report,
    code: 'joint',
    parts: [{ item: 'licence' }, { item: 'report', after: ['licence'] }],
    jointLimit: { n: 15, unit: 'working-day' },
  };
  const fields = async (given: object) => (await check({ ...joint, ...given })).map(({ field }) => field);

  test('given parts of the catalogue and a limit, then it is saved', async () => {
    expect((await save(joint)).status).toBe(200);
  });

  test('given what cannot be, then the field is named', async () => {
    expect(await fields({ parts: [{ item: 'licence' }, { item: 'nothing' }] })).toEqual(['parts.1.item']);
    expect(await fields({ parts: [{ item: 'licence' }, { item: 'joint' }] })).toEqual(['parts.1.item']);
    expect(await fields({ code: 'second', parts: [{ item: 'licence' }, { item: 'joint' }] })).toEqual([
      'parts.1.item',
    ]);
    expect(await fields({ parts: [{ item: 'licence' }, { item: 'report', organ: 'nobody' }] })).toEqual([
      'parts.1.organ',
    ]);
    expect(await fields({ jointLimit: undefined })).toEqual(['jointLimit']);
    expect(await fields({ jointLimit: { n: 46, unit: 'working-day' } })).toEqual(['jointLimit']);
    expect(await fields({ parts: [] })).toEqual(['jointLimit']);
  });
});

describe('a version of before the guide', () => {
  test('given the same item again, then no version is added for fields that came later', async () => {
    const { audiences, specialProcedures, keywords, formFields, parts, ...former } = itemSchema.parse({
      ...items.report,
      code: 'former',
    });
    expect([audiences, specialProcedures, keywords, formFields, parts]).toEqual([[], [], [], [], []]);
    await query(`INSERT INTO item (code) VALUES ('former')`);
    await query(
      `INSERT INTO item_version (item_id, version, content, effective_from)
       SELECT id, 1, $1, '2020-01-01' FROM item WHERE code = 'former'`,
      [JSON.stringify(former)],
    );
    expect(await saveItems(pool, [{ ...items.report, code: 'former' }], false)).toBe(0);
    expect(await saveItems(pool, [{ ...items.report, code: 'former', visits: 1 }], false)).toBe(1);
  });
});
