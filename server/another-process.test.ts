import { afterAll, expect, test } from 'vitest';
import { passingKeys } from '#base/keys';
import { createLog, sayNothing } from '#base/log';
import { saveItems, saveOrgans } from '#spine/catalogue/register';
import { createSource } from '#spine/catalogue/register';
import { receiptCode } from '#spine/cases/receipt';
import { admit } from '#spine/journal/incoming';
import { parseKey } from '#spine/keys';
import { openSpine } from '#spine/spine';
import { createApp } from './app.ts';
import { testDatabase } from '../tests/support/database.ts';
import { everybodysDeputy, signIn } from '../tests/support/principals.ts';
import { cloudEventOf, items, organs, senderOf, testSpine } from '../tests/support/spine.ts';

const { pool } = await testDatabase();
const { spine, keyOf } = await testSpine(pool, { now: Date.now() });
const app = await createApp(
  spine,
  createLog(() => {}),
);
signIn(app, () => everybodysDeputy(spine));
afterAll(() => app.close());
const send = senderOf(app);

test('given another process registers a source, an organ, an item and a case, then this server shows them at once', async () => {
  const other = await openSpine({
    pool,
    log: createLog(() => {}),
    say: sayNothing,
    now: Date.now,
    demonstration: true,
    keys: passingKeys(),
  });
  await saveOrgans(pool, [{ ...organs.town, code: 'new-town' }], false);
  await saveItems(pool, [{ ...items.report, code: 'new-item', organ: 'new-town' }], false);
  await createSource(pool, {
    code: 'new-source',
    name: 'new',
    mode: 'live',
    demonstration: false,
  });
  await other.registry.refresh();
  const source = other.registry.source('new-source')!;
  const event = cloudEventOf('new-source', 'N-1', Date.now(), { data: { item: 'new-item' } });
  expect(await other.journal.append([admit(event, other.registry, source, Date.now())])).toMatchObject([
    { outcome: 'accepted' },
  ]);
  const id = await keyOf('N-1');
  const { city, id: caseId } = parseKey(id);
  const answers: [string, (body: never) => unknown, unknown][] = [
    [
      '/api/overview',
      (body: { items: { code: string }[] }) => body.items.map((one) => one.code),
      ['new-item'],
    ],
    [
      `/api/cases/${id}`,
      (body: { item: string; organ: string }) => [body.item, body.organ],
      ['new-item', 'new-town'],
    ],
    [
      `/api/progress/${receiptCode(city, caseId, spine.receiptKey)}`,
      (body: { status: string }) => body.status,
      'opened',
    ],
    [
      '/api/items?search=new-item',
      (body: { total: number; rows: unknown[] }) => [body.total, body.rows.length],
      [1, 1],
    ],
    ['/api/items/new-item', (body: { version: number }) => body.version, 1],
    [
      '/api/organs?code=new-town',
      (body: { total: number; rows: unknown[] }) => [body.total, body.rows.length],
      [1, 1],
    ],
  ];
  for (const [url, seen, wanted] of answers) {
    const { status, body } = await send('GET', url);
    expect([url, status]).toEqual([url, 200]);
    expect(seen(body as never)).toEqual(wanted);
  }
  // And what is changed there is changed here.
  await saveItems(pool, [{ ...items.report, code: 'new-item', organ: 'new-town', phone: '0531-9' }], false);
  expect((await send('GET', '/api/items/new-item')).body).toMatchObject({ version: 2, phone: '0531-9' });
});
