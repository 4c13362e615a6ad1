import { writeSync } from 'node:fs';
import { readConfig } from '#base/config';
import { passingKeys } from '#base/keys';
import { createLog, sayNothing } from '#base/log';
import { startDatabase } from '#base/start-database';
import { systemNow, toRfc3339 } from '#base/time';
import { ensureSource, saveItems, saveOrgans } from '#spine/catalogue/register';
import { admit } from '#spine/journal/incoming';
import { openSpine } from '#spine/spine';

/**
 * A process that tells of loans until it is killed, and writes every id on a line of its own once it was answered: what
 * it has written was acknowledged. Its clocks fall due while it runs, and its own ticker fires them.
 * Arguments: a name that no other run has had.
 */
const [, , run] = process.argv;
const callers = 24;
const cities = [1, 2, 3];
/** The time that is given to a loan: short, so that it falls due while this process lives. */
const dueMs = 400;

const database = await startDatabase(readConfig(), sayNothing, { connections: 8, name: 'teller' });
const spine = await openSpine({
  pool: database.pool,
  log: createLog(() => {}),
  say: sayNothing,
  now: systemNow,
  demonstration: false,
  keys: passingKeys(),
});
const organOf = (city: number) => `live-library-${city}`;
await saveOrgans(
  spine.pool,
  cities.map((city) => ({
    code: organOf(city),
    name: { zh: '馆', en: 'Library' },
    region: `370${city}00000000`,
  })),
  false,
);
await saveItems(
  spine.pool,
  [
    {
      code: 'live-loan',
      platform: 'library',
      name: { zh: '借阅', en: 'Loan' },
      type: '20',
      level: 3,
      organ: organOf(1),
      basis: [{ law: '图书馆借阅规则' }],
      limits: { promised: { n: 1, unit: 'working-day' } },
      // Red at the very due time.
      policy: 'step-limit',
      flow: { version: 1, steps: [{ code: 'fetch', name: { zh: '取书', en: 'Fetch' } }] },
      effectiveFrom: '2020-01-01',
    },
  ],
  false,
);
await ensureSource(spine.pool, {
  code: 'live-counter',
  name: 'live-counter',
  mode: 'live',
  demonstration: false,
});
await spine.registry.refresh();
const source = spine.registry.source('live-counter')!;
spine.ticker.start(systemNow, 50);

async function tell(number: string, city: number, what: string, type: string, data: object): Promise<void> {
  const event = admit(
    {
      specversion: '1.0',
      id: `${number}:${what}`,
      source: source.code,
      type,
      subject: number,
      time: toRfc3339(systemNow()),
      region: `370${city}00000000`,
      data,
    },
    spine.registry,
    source,
    systemNow(),
  );
  const { outcome } = await spine.journal.appendOne(event);
  if (outcome !== 'accepted') throw new Error(`${event.id} was ${outcome}`);
  writeSync(1, `${event.id}\n`);
}

async function lend(caller: number): Promise<void> {
  for (let n = 0; ; n++) {
    const number = `${run}-${caller}-${n}`;
    const city = cities[(caller + n) % cities.length]!;
    const due = { promised: toRfc3339(systemNow() + dueMs) };
    await tell(number, city, 'open', 'case.opened', { item: 'live-loan', organ: organOf(city), due });
    await tell(number, city, 'fetch', 'case.step-done', { step: 'fetch', actor: `Desk ${caller}` });
    if (n % 2) await tell(number, city, 'close', 'case.closed', {});
  }
}

// A database that goes away ends it; what was not answered was not written down.
await Promise.all(Array.from({ length: callers }, (_, caller) => lend(caller))).catch(() => process.exit(1));
