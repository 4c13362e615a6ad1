import { describe, expect, test } from 'vitest';
import { Refusal } from '#base/errors';
import { systemNow } from '#base/time';
import { saveItems, saveRules } from '#spine/catalogue/register';
import { replay } from '#spine/journal/replay';
import { formatKey } from '#spine/keys';
import { holdItem, holds } from '#spine/platform/holds.fixture';
import { installParts } from '#spine/platform/installed';
import { openPartCase } from '#spine/platform/open-part-case';
import { actOnPart } from '#spine/platform/part-commands';
import { settleReactions } from '#spine/platform/reactions';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, organs, testSpine } from '../../../tests/support/spine.ts';

const { pool } = await testDatabase();
// What a live source tells counts from when it is recorded, by the database's own time.
const { spine, present, query } = await testSpine(pool, { now: systemNow() });
installParts([holds]);
await saveRulesOfHolds();
await saveItems(pool, [holdItem], false);
await spine.registry.refresh();
const { send } = await appWith(spine, registerCaseRoutes);

const handler = { actor: 'desk', roles: new Set(['handler'] as const) };
const region = Number(organs.district.region);
const day = 86_400_000;
let holdsPlaced = 0;

/** The two rules of the fixture in force, beside those that the installation has. */
async function saveRulesOfHolds(): Promise<void> {
  const { data } = spine.registry.rules();
  const rules = { HOLD_OVERDUE: { parameters: {} }, HOLD_FETCHED_BY_ANOTHER: { parameters: {} } };
  await saveRules(pool, { ...data, version: data.version + 1, rules: { ...data.rules, ...rules } });
}

const placeHold = (more: Record<string, unknown> = {}) =>
  openPartCase(spine, {
    type: 'library.hold-placed',
    data: { item: 'hold', reader: 'reader-1', ...more },
    region,
    number: `H${++holdsPlaced}`,
  });
const stateOf = async ({ city, id }: { city: number; id: number }) =>
  (
    await query<{ state: object }>('SELECT state FROM part_state WHERE city = $1 AND case_id = $2', [
      city,
      id,
    ])
  )[0]?.state;
const alertsOf = ({ id }: { id: number }) =>
  query<{ rule: string; key: string; status: number }>(
    'SELECT rule, key, status FROM alert WHERE case_id = $1 ORDER BY id',
    [id],
  );
const refusalOf = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
  );

describe('a case of a part', () => {
  test('given an event that means an opening, then the case, its clocks and the state stand, defaults filled in', async () => {
    const key = await placeHold();
    expect(await stateOf(key)).toEqual({ status: 'waiting', reader: 'reader-1', renewed: 0, copies: 1 });
    const [row] = await query<{ status: string }>('SELECT status FROM cases WHERE id = $1', [key.id]);
    expect(row).toEqual({ status: 'opened' });
    const { status, body } = await send('GET', `/api/cases/${formatKey(key.city, key.id)}`);
    expect(status).toBe(200);
    expect(body.part).toBe('library/holds');
    expect(body.clocks.map((one: { kind: string }) => one.kind)).toEqual([
      'promised',
      'part:library.holds:shelf',
    ]);
    expect(body.availableActions.map((one: { action: string }) => one.action)).toEqual(['renew', 'fetch']);
    expect(body.timeline[0].title).toEqual(holds.events['library.hold-placed']!.title);
  });

  test('given the same number again, then nothing is opened', async () => {
    await placeHold();
    holdsPlaced -= 1;
    expect(await refusalOf(placeHold())).toBe('case-exists');
  });

  test('given an action through the address of the case, then its event is written and the state goes on', async () => {
    const key = await placeHold();
    const path = `/api/cases/${formatKey(key.city, key.id)}/actions`;
    expect((await send('POST', path, { action: 'renew' })).status).toBe(200);
    expect(await stateOf(key)).toMatchObject({ renewed: 1 });
    expect(await send('POST', path, { action: 'close' })).toMatchObject({
      status: 409,
      body: { code: 'action-not-allowed' },
    });
    expect(await send('POST', path, { action: 'fetch' })).toMatchObject({
      status: 422,
      body: { code: 'field-invalid', field: 'values.by' },
    });
  });

  test('given twenty renewals at once of which two are permitted, then two stand', async () => {
    const key = await placeHold();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        refusalOf(actOnPart(spine, key, { action: 'renew', values: {} }, handler)),
      ),
    );
    expect(await stateOf(key)).toMatchObject({ renewed: 2 });
    expect(answers.filter((code) => code === undefined)).toHaveLength(2);
    for (const code of new Set(answers))
      expect([undefined, 'action-not-allowed', 'case-moved']).toContain(code);
  });

  test('given an event with reactions, then they are carried out once, however often', async () => {
    const key = await placeHold();
    await actOnPart(spine, key, { action: 'fetch', values: { by: 'reader-2' } }, handler);
    await settleReactions(spine);
    const copies = () =>
      query<{ number: string }>(`SELECT number FROM cases WHERE number = $1`, [`H${holdsPlaced}-copy`]);
    expect(await copies()).toHaveLength(1);
    expect(await alertsOf(key)).toEqual([
      { rule: 'HOLD_FETCHED_BY_ANOTHER', key: 'HOLD_FETCHED_BY_ANOTHER:2', status: 1 },
    ]);
    await query('INSERT INTO reaction_pending (city, case_id, case_seq) VALUES ($1, $2, 2)', [
      key.city,
      key.id,
    ]);
    await settleReactions(spine);
    expect(await copies()).toHaveLength(1);
    expect(await query('SELECT FROM reaction_pending')).toHaveLength(0);
    const corrections = await query('SELECT FROM correction WHERE case_id = $1', [key.id]);
    expect(corrections).toHaveLength(1);
  });

  test('given a clock of the part that falls due, then the ticker gives the alert of its rule', async () => {
    const key = await placeHold();
    present.now += 4 * day;
    await spine.ticker.catchUp(present.now);
    expect((await alertsOf(key)).map(({ rule }) => rule)).toContain('HOLD_OVERDUE');
  });

  test('given all of this, then a replay tells the same', async () => {
    expect((await replay(spine)).listed).toEqual([]);
  });

  test('given a state that was altered, then a replay names it', async () => {
    const key = await placeHold();
    await query(`UPDATE part_state SET state = jsonb_set(state, '{renewed}', '7') WHERE case_id = $1`, [
      key.id,
    ]);
    expect((await replay(spine)).listed).toMatchObject([
      { case: formatKey(key.city, key.id), what: 'part.state' },
    ]);
  });

  test('given a state that was given to another organ, then a replay names it', async () => {
    const key = await placeHold();
    await query('UPDATE part_state SET organ_id = organ_id + 1 WHERE case_id = $1', [key.id]);
    expect((await replay(spine)).listed).toContainEqual(
      expect.objectContaining({ case: formatKey(key.city, key.id), what: 'part.organ' }),
    );
  });
});
