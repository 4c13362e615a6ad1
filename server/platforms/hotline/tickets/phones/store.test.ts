import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createKeyFile, readKeyFile, readKeys } from '#base/keys';
import { sayNothing } from '#base/log';
import { systemNow } from '#base/time';
import { saveOrgans } from '#spine/catalogue/register';
import { blindIndex } from '#spine/privacy/blind-index';
import { nameOfKey } from '#spine/privacy/hash-keys';
import { rotateHashKey } from '#spine/privacy/hash-rotation';
import { indexedRows } from '#spine/privacy/hashed-rows';
import { personIndexes } from '#spine/privacy/people';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { testSpine } from '../../../../../tests/support/spine.ts';
import { installPlatforms } from '../../../../install-platforms.ts';
import { hotline } from '../../index.ts';
import { historyOf } from '../alike.ts';
import { byPhone } from '../caller.ts';
import { sealLeftPhones } from './store.ts';
import { receiveTicket } from '../receive-ticket.ts';

installPlatforms();
const { pool } = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-caller-index-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const keyFile = path.join(folder, 'keys.json');
await createKeyFile(keyFile);
const keys = await readKeys({ dataFolder: folder, keyFile, demo: false }, sayNothing);
const world = await testSpine(pool, { now: systemNow(), platforms: true });
const spine = { ...world.spine, keys };
const { query } = world;
await saveOrgans(
  pool,
  [
    {
      code: 'centre',
      name: { zh: '政务服务中心', en: 'Centre' },
      region: '370100000000',
      kind: 'service-centre',
    },
  ],
  false,
);
await spine.registry.refresh();

const report = (phone: string | undefined, community = '解放桥社区') =>
  receiveTicket(
    spine,
    {
      channel: 'phone',
      kind: 'complaint',
      category: 'urban.heating',
      title: '暖气一直不热',
      content: '小区三号楼暖气一直不热，室温只有十五度。',
      place: { region: '370102000000', address: '', community },
      caller: { phone },
      confidential: false,
    },
    { actor: 'agent', uploader: null },
  );
const foundBy = (phone: string) =>
  byPhone(pool, keys, phone, async (callerIndexes) => {
    const found = await historyOf(pool, {
      city: 3701,
      region: '370102000000',
      callerIndexes,
      text: '',
      address: '',
      community: '',
      point: null,
      at: spine.now(),
    });
    return found.map(({ caseId }) => caseId).toSorted((a, b) => a - b);
  });
const repeatsIn = async ({ city, id }: { city: number; id: number }) =>
  (
    await query<{ n: number }>(
      `SELECT (state ->> 'repeats')::int AS n FROM part_state WHERE city = $1 AND case_id = $2`,
      [city, id],
    )
  )[0]!.n;
const tables = indexedRows([personIndexes, ...hotline.hashed!.indexes]);
const rotate = (onProgress?: () => void) => rotateHashKey(pool, tables, { keyFile, chunk: 1, onProgress });

describe('tickets of one telephone', () => {
  test('given many who report in one moment, then each is found by their own number, whichever way it is written', async () => {
    const phones = Array.from({ length: 12 }, (_, n) => `139${String(10_000_000 + n)}`);
    const taken = await Promise.all(phones.map((phone) => report(phone)));
    expect(new Set(taken.map(({ number }) => number)).size).toBe(12);
    for (const [n, { id }] of taken.entries()) expect(await foundBy(`+86 ${phones[n]}`)).toEqual([id]);
    expect(await foundBy('13999999999')).toEqual([]);
    const { id } = await report(undefined);
    expect(await query('SELECT caller_index FROM hotline_ticket WHERE case_id = $1', [id])).toEqual([
      { caller_index: null },
    ]);
  });

  test('given the key is rotated, and cut off in the middle, then a caller who calls again is known at every moment', async () => {
    const first = await report('13800000001');
    await expect(
      rotate(() => {
        throw new Error('cut off');
      }),
    ).rejects.toThrow('cut off');
    expect(await foundBy('13800000001')).toEqual([first.id]);
    const second = await report('138-0000-0001');
    expect(await repeatsIn(second)).toBe(1);
    await rotate();
    expect(await foundBy('13800000001')).toEqual([first.id, second.id]);
    const third = await report('13800000001');
    expect(await repeatsIn(third)).toBe(2);
    const name = nameOfKey((await readKeyFile(keyFile)).blindIndex.current);
    expect((await readKeyFile(keyFile)).blindIndex.previous).toEqual([]);
    expect(
      await query('SELECT DISTINCT index_key FROM hotline_ticket WHERE caller_index IS NOT NULL'),
    ).toEqual([{ index_key: name }]);
  });

  test('given a ticket of before, found by the key of commitments, when a server starts, then it is found by the new index and rotates', async () => {
    const { id } = await report('13700000007', '老社区');
    const other = await report('13700000008', '老社区');
    const before = (phone: string) => blindIndex(keys.commitment, 'hotline_ticket', 'caller', phone);
    const setBack = `UPDATE hotline_ticket SET caller_index = $2, caller_phone = NULL, index_key = NULL WHERE case_id = $1`;
    await pool.query(setBack, [id, before('13700000007')]);
    // An account that had reported with another number than its record has.
    await pool.query(setBack, [other.id, before('13700009999')]);
    expect(await foundBy('13700000007')).toEqual([]);
    expect(await sealLeftPhones(pool, keys)).toBe(2);
    expect(await sealLeftPhones(pool, keys)).toBe(0);
    expect(await foundBy('13700000007')).toEqual([id]);
    expect(await foundBy('13700000008')).toEqual([]);
    await rotate();
    expect(await foundBy('13700000007')).toEqual([id]);
  });

  test('given the caller is erased, then neither number nor index is left', async () => {
    const { id } = await report('13600000006');
    const [row] = await query<{ person_id: number }>(
      'SELECT person_id FROM hotline_ticket WHERE case_id = $1',
      [id],
    );
    await pool.query(`DELETE FROM record_key WHERE table_name = 'person' AND row_id = $1`, [row!.person_id]);
    expect(await foundBy('13600000006')).toEqual([]);
    expect(await query('SELECT caller_phone, content FROM hotline_ticket WHERE case_id = $1', [id])).toEqual([
      { caller_phone: null, content: '' },
    ]);
    await rotate();
  });
});
