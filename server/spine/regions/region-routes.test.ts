import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type OrganInput, organ as organSchema } from '#contract/catalogue';
import { regionsApi } from '#contract/regions';
import { registerRegionRoutes } from './region-routes.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, organs, testSpine } from '../../../tests/support/spine.ts';

const { pool } = await testDatabase();
const { spine, query } = await testSpine(pool, { divisions: 'all' });
const { send } = await appWith(spine, registerRegionRoutes);

type Region = z.output<typeof regionsApi.listRegions.response>[number];
const regions = async (given: string): Promise<Region[]> => {
  const { status, body } = await send('GET', `/api/regions${given}`);
  expect(status).toBe(200);
  return regionsApi.listRegions.response.parse(body);
};
const found = async (search: string) =>
  (await regions(`?search=${encodeURIComponent(search)}`)).map((one) => one.name.zh);

describe('the tree of divisions', () => {
  test('given nothing, then the province; given a parent, then exactly its children', async () => {
    const [province, ...others] = await regions('');
    expect(others).toEqual([]);
    expect(province).toMatchObject({ code: '370000000000', level: 2, parent: null, path: [], children: 16 });
    const cities = await regions(`?parent=${province!.code}`);
    expect(cities).toHaveLength(16);
    expect(cities[0]).toMatchObject({ name: { zh: '济南市', en: 'Jinan City' }, path: [{ zh: '山东省' }] });
    const counties = await regions('?parent=370100000000');
    expect(counties).toHaveLength(cities[0]!.children);
    expect(counties.filter((one) => one.functionalZone).length).toBeGreaterThan(0);
    expect(new Set(counties.map((one) => one.level))).toEqual(new Set([4]));
  });

  test('given a village or a division that is not there, then no children', async () => {
    const [village] = await query<{ code: number }>('SELECT code FROM region WHERE level = 6 LIMIT 1');
    expect(await regions(`?parent=${village!.code}`)).toEqual([]);
    expect(await regions('?parent=999999999999')).toEqual([]);
  });

  test.each(['37', '3701020000000', 'jinan', '37010200000x'])(
    'given the parent %s, then 422 names it',
    async (parent) => {
      expect(await send('GET', `/api/regions?parent=${parent}`)).toMatchObject({
        status: 422,
        body: { code: 'field-invalid', field: 'parent', expected: 'a division code of 12 digits' },
      });
    },
  );
});

describe('the search for divisions', () => {
  test.each([
    ['Chinese', '单县', '单县'],
    ['a part of it', '历下', '历下区'],
    ['pinyin', 'jinanshi', '济南市'],
    ['pinyin with a space', 'ji nan', '济南市'],
    ['capitals', 'JiNan', '济南市'],
    ['initials', 'jns', '济南市'],
    ['a name read unlike its letters', 'shanxian', '单县'],
    ['English', 'Shanxian County', '单县'],
    ['the beginning of a code', '371722', '单县'],
    ['a whole code', '371722000000', '单县'],
    ['blanks around it', '  单县 ', '单县'],
  ])('given %s, then it is found', async (_, search, name) => {
    expect(await found(search)).toContain(name);
  });

  test('given what is in no name, then nothing', async () => {
    expect(await found('xyzxyz')).toEqual([]);
  });

  test.each(['%', '_', '%%', '济_市', '济%市', '\\', "'", '"', ';--'])(
    'given %s, then it is looked for as it stands',
    async (search) => {
      expect(await found(search)).toEqual([]);
    },
  );

  test('given what is found, then higher divisions come first and each knows its path', async () => {
    const all = await regions(`?search=${encodeURIComponent('济南')}`);
    expect(all.length).toBeLessThanOrEqual(300);
    expect(all.map((one) => one.level)).toEqual(all.map((one) => one.level).toSorted((a, b) => a - b));
    for (const one of all) expect(one.path).toHaveLength(one.level - 2);
  });

  test('given more than 40 letters, then 422', async () => {
    expect(await send('GET', `/api/regions?search=${'x'.repeat(41)}`)).toMatchObject({
      status: 422,
      body: { field: 'search' },
    });
  });
});

describe('organs', () => {
  const list = async (given = '') => {
    const { status, body } = await send('GET', `/api/organs${given}`);
    expect(status).toBe(200);
    return regionsApi.listOrgans.response.parse(body);
  };
  const codes = async (given: string) => (await list(given)).rows.map((one) => one.code);
  const save = (code: string, body: unknown) =>
    send('PUT', `/api/organs/${encodeURIComponent(code)}`, body as object);

  test('given all, then from the province down, each with the name of its division', async () => {
    const all = await list();
    expect(all).toMatchObject({ total: 6, page: 1, pageSize: 20 });
    expect(all.rows.map((one) => one.code)).toEqual([
      organs.province.code,
      organs.city.code,
      organs.district.code,
      organs.qingdao.code,
      organs.town.code,
      organs.village.code,
    ]);
    expect(all.rows[0]!.regionName).toEqual({ zh: '山东省', en: 'Shandong Province' });
  });

  test('given a division, then its organs and all below it', async () => {
    expect(await codes('?region=370102000000')).toEqual(['district-bureau', 'town-centre', 'village-point']);
    expect(await codes('?region=370102001002')).toEqual(['village-point']);
    expect(await codes('?region=370300000000')).toEqual([]);
    expect(await send('GET', '/api/organs?region=3701')).toMatchObject({
      status: 422,
      body: { field: 'region' },
    });
  });

  test('given a search, then by either name or code, as it stands', async () => {
    expect(await codes(`?search=${encodeURIComponent('街道')}`)).toEqual(['town-centre']);
    expect(await codes('?search=CITY')).toEqual(['city-bureau']);
    expect(await codes('?search=qingdao-b')).toEqual(['qingdao-bureau']);
    expect(await codes('?code=village-point')).toEqual(['village-point']);
    expect(await codes('?search=%25')).toEqual([]);
    expect(await codes('?search=_')).toEqual([]);
  });

  test('given pages, then together they are the list', async () => {
    const pages = [
      await codes('?pageSize=4'),
      await codes('?pageSize=4&page=2'),
      await codes('?pageSize=4&page=3'),
    ];
    expect(pages.map((one) => one.length)).toEqual([4, 2, 0]);
    expect(pages.flat()).toEqual(await codes(''));
  });

  const bureau: OrganInput = {
    code: 'new-bureau',
    name: { zh: '新局', en: 'New bureau' },
    region: '370103000000',
    parent: organs.city.code,
    workPeriods: [{ from: '09:00', to: '12:00' }],
    windows: [{ code: 'w1', name: { zh: '一号窗口', en: 'Window 1' } }],
    posts: [{ code: 'clerk', name: { zh: '经办', en: 'Clerk' } }],
  };

  test('given a new organ, when saved, changed and saved again, then it is as it was saved last', async () => {
    expect(await save('new-bureau', bureau)).toMatchObject({ status: 200, body: organSchema.parse(bureau) });
    expect((await list('?code=new-bureau')).rows).toMatchObject([
      { ...bureau, calendar: 'CN', timeZone: 'Asia/Shanghai' },
    ]);
    await save('new-bureau', { ...bureau, name: { zh: '更名局', en: 'Renamed bureau' } });
    expect((await list('?code=new-bureau')).rows).toMatchObject([
      { name: { zh: '更名局', en: 'Renamed bureau' } },
    ]);
    expect(await query('SELECT demonstration FROM organ WHERE code = $1', ['new-bureau'])).toEqual([
      { demonstration: false },
    ]);
  });

  test('given an organ of Chinese letters and signs of a code, then its address works', async () => {
    const code = `${'济南市行政审批服务局'.repeat(7)}-1.a_b:c`;
    expect((await save(code, { ...bureau, code })).status).toBe(200);
    expect(await codes(`?code=${encodeURIComponent(code)}`)).toEqual([code]);
  });

  test.each([
    ['another code than the address', { ...bureau, code: 'other' }, 'field-invalid', 'code'],
    ['no name', { ...bureau, name: undefined }, 'field-invalid', 'name'],
    ['no English name', { ...bureau, name: { zh: '新局' } }, 'field-invalid', 'name.en'],
    ['a short division code', { ...bureau, region: '3701' }, 'field-invalid', 'region'],
    ['a division that is not there', { ...bureau, region: '379999999999' }, 'region-unknown', 'region'],
    ['an organ above it that is not there', { ...bureau, parent: 'nobody' }, 'organ-unknown', 'parent'],
    ['itself above it', { ...bureau, parent: 'new-bureau' }, 'field-invalid', 'parent'],
    ['a calendar that is not there', { ...bureau, calendar: 'MARS' }, 'field-invalid', 'calendar'],
    ['a time zone that is not there', { ...bureau, timeZone: 'Asia/Nowhere' }, 'field-invalid', 'timeZone'],
    [
      'a period that ends before it begins',
      { ...bureau, workPeriods: [{ from: '12:00', to: '09:00' }] },
      'field-invalid',
      'workPeriods',
    ],
    ['a kind that is not known', { ...bureau, kind: 'club' }, 'field-invalid', 'kind'],
  ])('given %s, when saved, then 422 names the field and nothing changes', async (_, body, code, field) => {
    const before = await query('SELECT code, content FROM organ ORDER BY code');
    expect(await save('new-bureau', body)).toMatchObject({ status: 422, body: { code, field } });
    expect(await query('SELECT code, content FROM organ ORDER BY code')).toEqual(before);
  });

  test('given organs that stand above each other in a ring, when saved, then it is refused', async () => {
    const body = { ...organs.city, parent: 'new-bureau' };
    expect(await save(organs.city.code, body)).toMatchObject({
      status: 422,
      body: { code: 'field-invalid', field: 'parent' },
    });
  });
});
