import pg from 'pg';
import { openDatabase } from '#base/db';
import { passingKeys } from '#base/keys';
import { createLog, sayNothing } from '#base/log';
import { systemNow } from '#base/time';
import { ensureSource, saveItems, saveOrgans } from '#spine/catalogue/register';
import { hashToken } from '#spine/intake/tokens';
import { openSpine, type Spine } from '#spine/spine';

/** What the invented departments report: loans of the libraries of three cities, in one live source. */
export const source = 'live-counter';
/** Of the source, in an invented installation that lives for minutes. */
export const token = 'chaos-live-counter-000000';
export const cities = [1, 2, 3];
export const regionOf = (city: number) => `370${city}00000000`;
export const organOf = (city: number) => `live-library-${city}`;
export const item = 'live-loan';

/** A spine on a database, for catalogue and checks; nothing runs in it by itself. */
export const openSpineOn = (pool: pg.Pool, keys = passingKeys()): Promise<Spine> =>
  openSpine({ pool, log: createLog(() => {}), say: sayNothing, now: systemNow, demonstration: false, keys });

/** Fills a migrated database: reference data, three libraries, one item whose card is red at the very due time, the source. */
export async function furnish({ adminUrl, appUrl }: { adminUrl: string; appUrl: string }): Promise<void> {
  const database = openDatabase<unknown>(appUrl, { connections: 4, say: sayNothing });
  const { pool } = await openSpineOn(database.pool);
  await saveOrgans(
    pool,
    cities.map((city) => ({
      code: organOf(city),
      name: { zh: '馆', en: 'Library' },
      region: regionOf(city),
    })),
    false,
  );
  await saveItems(
    pool,
    [
      {
        code: item,
        platform: 'library',
        name: { zh: '借阅', en: 'Loan' },
        type: '20',
        level: 3,
        organ: organOf(1),
        basis: [{ law: '图书馆借阅规则' }],
        limits: { promised: { n: 1, unit: 'working-day' } },
        policy: 'step-limit',
        flow: { version: 1, steps: [{ code: 'fetch', name: { zh: '取书', en: 'Fetch' } }] },
        effectiveFrom: '2020-01-01',
      },
    ],
    false,
  );
  await ensureSource(pool, { code: source, name: source, mode: 'live', demonstration: false });
  await database.close();
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query('UPDATE source SET token_hash = $1 WHERE code = $2', [hashToken(token), source]);
  await admin.end();
}
