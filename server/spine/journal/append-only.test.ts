import { describe, expect, test } from 'vitest';
import { openLibrary } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
await library.tell([{ id: '1', number: 'A-1', type: 'case.opened' }]);

const statements = {
  UPDATE: `UPDATE journal SET data = '{}'`,
  'UPDATE of nothing but its time': `UPDATE journal SET occurred_at = occurred_at - interval '1 day'`,
  DELETE: 'DELETE FROM journal',
  TRUNCATE: 'TRUNCATE journal',
};

describe.each(Object.entries(statements))('%s of the journal', (_, statement) => {
  test('given the application, then the database refuses it for want of the right', async () => {
    await expect(library.query(statement)).rejects.toMatchObject({
      code: '42501',
      message: 'permission denied for table journal',
    });
  });

  test('given the owner of the tables, then a trigger refuses it, also where triggers are for replicas alone', async () => {
    await library.asOwner(async (owner) => {
      await expect(owner.query(statement)).rejects.toMatchObject({
        code: '42501',
        message: expect.stringMatching(/journal is append-only/),
      });
    });
  });
});

test('given what was tried, then the entry stands as it was written', async () => {
  expect(await library.query('SELECT event_id, type, data FROM journal')).toEqual([
    { event_id: '1', type: 'case.opened', data: { item: 'loan' } },
  ]);
});

test.each(['item_version', 'calendar_version', 'policy_version', 'organ_version', 'rules_version'])(
  'given versions of reference data in %s, then the owner cannot change what an entry was judged by',
  async (table) => {
    await library.asOwner(async (owner) => {
      expect((await owner.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n).toBeGreaterThan(0);
      for (const statement of [`UPDATE ${table} SET content = '{}'`, `DELETE FROM ${table}`])
        await expect(owner.query(statement)).rejects.toMatchObject({
          message: expect.stringMatching(/is append-only/),
        });
    });
  },
);

test('given an alert, then it cannot be deleted', async () => {
  await library.setNow(Date.parse('2026-04-20T10:00:00+08:00'));
  expect(await library.spine.ticker.tick(Date.parse('2026-04-20T10:00:00+08:00'))).toBeGreaterThan(0);
  await expect(library.query('DELETE FROM alert')).rejects.toMatchObject({ code: '42501' });
  await library.asOwner(async (owner) => {
    await expect(owner.query('DELETE FROM alert')).rejects.toMatchObject({
      message: expect.stringMatching(/alert is append-only/),
    });
  });
});
