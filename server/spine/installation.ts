import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { int2Array, int8Array, boolArray, textArray } from '#base/pg-binary';
import type { Say } from '#base/log';
import { readCalendars } from '#spine/calendar/calendar-files';
import { readRuleParameters } from '#spine/alerts/rules/rule-parameters';
import { pinyinOf } from '#spine/catalogue/pinyin';
import { ensureSource, saveCalendar, savePolicy, saveRules } from '#spine/catalogue/register';
import { readPolicies } from '#spine/clocks/policy-files';
import { installedPlatforms } from '#spine/platform/installed';
import { readDivisions } from '#spine/regions/read-divisions';
import { levelOf } from '#spine/regions/region-codes';

/** The source of what people do here themselves: actions on cases, corrections. */
export const workbenchSource = {
  code: 'workbench',
  name: '工作台 Workbench',
  mode: 'live',
  demonstration: false,
} as const;

const levels = { province: 2, city: 3, county: 4, town: 5, village: 6 } as const;

/** Loads the divisions, calendars, card policies and keys that every installation has; does nothing the second time. */
export async function prepareInstallation(pool: Pool, say: Say): Promise<void> {
  const { rows } = await pool.query<{ there: boolean }>('SELECT EXISTS (SELECT 1 FROM region) AS there');
  if (!rows[0]!.there) {
    say('Loading the divisions of the province, from province to village');
    await loadRegions(pool);
  }
  for (const calendar of readCalendars()) await saveCalendar(pool, calendar);
  for (const policy of readPolicies()) await savePolicy(pool, policy);
  await saveRules(pool, readRuleParameters(undefined, installedPlatforms()).data);
  await ensureSource(pool, workbenchSource);
  await pool.query(
    `INSERT INTO installation (key, value) VALUES ('receipt-key', $1) ON CONFLICT DO NOTHING`,
    [randomBytes(32).toString('base64url')],
  );
}

async function loadRegions(pool: Pool): Promise<void> {
  const rows = [];
  for await (const row of readDivisions()) rows.push(row);
  await pool.query(
    `INSERT INTO region (code, parent, level, functional_zone, name_zh, name_en, pinyin)
     SELECT * FROM unnest($1::int8[], $2::int8[], $3::int2[], $4::bool[], $5::text[], $6::text[], $7::text[])
     ON CONFLICT DO NOTHING`,
    [
      int8Array(rows.map((row) => Number(row.code))),
      int8Array(rows.map((row) => (row.parent === null ? null : Number(row.parent)))),
      int2Array(rows.map((row) => levels[levelOf(row.code)])),
      boolArray(rows.map((row) => row.kind === 'functional-zone')),
      textArray(rows.map((row) => row.name)),
      textArray(rows.map((row) => row.nameEn ?? row.name)),
      textArray(rows.map((row) => (levelOf(row.code) === 'village' ? '' : pinyinOf(row.name)))),
    ],
  );
}
