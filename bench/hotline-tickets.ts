import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Spine } from '#spine/spine';
import { ticketItem } from '../server/platforms/hotline/items.ts';
import { ticketVector } from '../server/platforms/hotline/search/ticket-words.ts';
import { dice, inventText } from './hotline-texts.ts';

const year = 365 * 86_400_000;
/** Lines that are handed over at once. */
const chunk = 2_000;

/** Lists lie in one line: tabs, backslashes and line ends do not occur in what is invented, but for the words of a tsvector. */
const escaped = (text: string) => text.replaceAll('\\', '\\\\');

function* lines(count: number, counties: readonly string[], until: number): Generator<string> {
  const roll = dice(311);
  let part = '';
  for (let n = 1; n <= count; n++) {
    const said = inventText(roll);
    // Large cities have more: the smaller of two throws.
    const region = counties[Math.min(roll(counties.length), roll(counties.length))]!;
    const at = new Date(until - Math.floor((roll(1_000_000) / 1_000_000) * year));
    const number = `HL${at.toISOString().slice(0, 10).replaceAll('-', '')}${String(n % 1_000_000).padStart(6, '0')}`;
    const place = roll(2) === 0 ? '\\N\t\\N' : `${116 + roll(6_000) / 1000}\t${35 + roll(2_500) / 1000}`;
    part += `${region.slice(0, 4)}\t${number}\t${n}\t${region}\t${said.category}\tcomplaint\tphone\t${said.title}\t${said.content}\t\\\\x00\t${said.address}\t${said.community}\t${place}\t${at.toISOString()}\t${escaped(ticketVector(said))}\n`;
    if (n % chunk === 0) {
      yield part;
      part = '';
    }
  }
  yield part;
}

/** Drops the indexes of a table but its key, and returns what makes them again. */
async function dropIndexes(client: pg.PoolClient, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE tablename = $1 AND indexname <> $1 || '_pkey'`,
    [table],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

/** A case and a state beside each text, as far as lists read of them. */
async function addCases(client: pg.PoolClient, spine: Spine, organ: string): Promise<void> {
  const item = spine.registry.items().find(({ code }) => code === ticketItem(false))!;
  const values = [spine.registry.source('bench')!.id, item.id, item.version, spine.registry.organ(organ)!.id];
  await client.query(
    `INSERT INTO cases (city, id, source_id, number, item_id, item_version, organ_id, region, status, seq, opened_at, last_at, state, title)
     SELECT city, case_id, $1, number, $2, $3, $4, region, 'opened', 1, received_at, received_at, '{}', title FROM hotline_ticket`,
    values,
  );
  await client.query(
    `INSERT INTO part_state (city, case_id, part, organ_id, region, opened_at, state)
     SELECT city, case_id, 'hotline/tickets', $2, region, received_at, jsonb_build_object('status', 'closed', 'organ', $1::text, 'title', title, 'channel', channel,
       'kind', kind, 'category', category, 'region', region::text, 'emergency', false, 'confidential', false, 'redos', 0, 'reminders', 0,
       'supervision', null, 'exclusion', null, 'assignments', '[]'::jsonb, 'callbacks', '[]'::jsonb, 'notices', '[]'::jsonb, 'about', null)
     FROM hotline_ticket`,
    [organ, values[3]],
  );
  await client.query(`SELECT setval('case_id_sequence', (SELECT max(case_id) FROM hotline_ticket))`);
  // Numbers of six digits are taken.
  await client.query(`SELECT setval('hotline_ticket_number', 1000000)`);
}

/** Fills a database with tickets of a year; indexes are made when all is there, as after a restore. */
export async function fillTickets(owner: pg.Pool, spine: Spine, count: number, organ: string): Promise<void> {
  const { rows: counties } = await spine.pool.query<{ code: string }>(
    'SELECT code::text FROM region WHERE level = 4 ORDER BY code',
  );
  const client = await owner.connect();
  try {
    await client.query(`SET maintenance_work_mem = '1GB'`);
    await client.query('SET synchronous_commit = off');
    const indexes = await dropIndexes(client, 'hotline_ticket');
    const codes = counties.map(({ code }) => code);
    await pipeline(
      Readable.from(lines(count, codes, spine.now())),
      client.query(
        copyFrom(`COPY hotline_ticket (city, number, case_id, region, category, kind, channel, title, content, salt, address, community,
          longitude, latitude, received_at, words) FROM STDIN`),
      ),
    );
    await addCases(client, spine, organ);
    for (const definition of indexes) await client.query(definition);
    await client.query('ANALYZE hotline_ticket, cases, part_state');
  } finally {
    client.release();
  }
}
