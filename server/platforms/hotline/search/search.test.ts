import { beforeAll, describe, expect, test } from 'vitest';
import type { HeldGrant, Principal } from '#spine/identity/principal';
import { saveOrgans } from '#spine/catalogue/register';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, organs, testSpine } from '../../../../tests/support/spine.ts';
import { receiveTicket } from '../tickets/receive-ticket.ts';
import { registerSearchRoutes } from './routes.ts';

const { pool } = await testDatabase();
const { spine, present } = await testSpine(pool, { platforms: true });
const asked: { by: Principal | null } = { by: null };
const { send } = await appWith(spine, { who: () => asked.by }, registerSearchRoutes);
const numbers: Record<string, string> = {};

async function receive(name: string, region: string, title: string, content: string, address = '') {
  present.now += 60_000;
  const { number } = await receiveTicket(
    spine,
    {
      channel: 'phone',
      kind: 'complaint',
      category: 'urban.heating',
      title,
      content,
      place: { region, address, community: '' },
      caller: {},
      confidential: false,
    },
    { actor: 'agent', uploader: null },
  );
  numbers[name] = number;
}

beforeAll(async () => {
  const centre = { code: 'centre', name: { zh: '热线中心', en: 'Centre' }, region: '370000000000' };
  await saveOrgans(pool, [{ ...centre, kind: 'service-centre' }], false);
  await spine.registry.refresh();
  await receive(
    'cold',
    organs.district.region,
    '暖气不热',
    '家里暖气一直不热，室温只有十五度。',
    '解放路18号',
  );
  await receive('leak', organs.district.region, '暖气漏水', '楼道暖气管道漏水三天了没有人来修。');
  await receive('qingdao', organs.qingdao.region, '暖气不热', '小区暖气不热，物业说阀门坏了。');
});

const held = (role: HeldGrant['role'], code: string, region: string) =>
  principalWith([{ role, organId: spine.registry.organ(code)!.id, region: Number(region) }]);
async function found(who: Principal, search: string): Promise<string[]> {
  asked.by = who;
  const { body } = await send('GET', `/api/hotline/search?search=${encodeURIComponent(search)}`);
  return body.rows.map(({ number }: { number: string }) =>
    Object.keys(numbers).find((name) => numbers[name] === number),
  );
}

describe('looking for tickets by what was said', () => {
  test.each([
    ['暖气', ['qingdao', 'leak', 'cold']],
    ['暖气不热', ['qingdao', 'cold']],
    ['暖气 漏水', ['leak']],
    ['阀门', ['qingdao']],
    ['解放路', ['cold']],
    ['飞机', []],
    ['！', []],
  ])('given %s, then those in which all of it stands are found, the newest first', async (search, names) => {
    const everywhere = held('supervision-officer', organs.province.code, organs.province.region);
    expect(await found(everywhere, search)).toEqual(names);
  });

  test('given the number of a ticket, then it is found', async () => {
    const everywhere = held('supervision-officer', organs.province.code, organs.province.region);
    expect(await found(everywhere, numbers.leak!)).toEqual(['leak']);
  });

  test('given somebody whose reach ends at a city or an organ, then nothing beyond it is found', async () => {
    expect(await found(held('hotline-agent', organs.city.code, organs.city.region), '暖气')).toEqual([
      'leak',
      'cold',
    ]);
    expect(await found(held('organ-head', 'centre', organs.province.region), '暖气')).toHaveLength(3);
    expect(await found(held('organ-head', organs.district.code, organs.district.region), '暖气')).toEqual([]);
  });
});
