import type { ClientBase, Pool } from 'pg';
import type { Registry } from '#spine/catalogue/registry';
import { inTransaction } from '#base/db';
import { pinyinOf } from '#spine/catalogue/pinyin';
import { ancestorAt, lineage } from '#spine/regions/region-codes';
import { entriesOf, type GuideEntry, type Places } from '#platforms/services/guide/entries/entry';

/** Rows that one statement writes. */
const chunk = 2_000;

/** Codes of the items of which something is new since an edition: a version, or what is kept of their organ. */
async function changedItems(client: ClientBase, since: number): Promise<string[]> {
  const { rows } = await client.query<{ code: string }>(
    `SELECT code FROM item WHERE id IN (
       SELECT item_id FROM item_version WHERE edition > $1
       UNION SELECT v.item_id FROM item_version v JOIN organ o ON o.code = v.content ->> 'organ'
         WHERE $1 > 0 AND o.id IN (SELECT organ_id FROM organ_version WHERE edition > $1))
     ORDER BY code`,
    [since],
  );
  return rows.map((row) => row.code);
}

/** Names of the divisions from the city down, and the pinyin of city and county. */
async function readPlaces(client: ClientBase, regions: readonly string[]): Promise<Places> {
  const codes = [...new Set(regions.flatMap(lineage))];
  const { rows } = await client.query<{ code: string; name: string }>(
    'SELECT code::text, name_zh AS name FROM region WHERE code = ANY($1::int8[]) AND level > 2',
    [codes],
  );
  const names = new Map(rows.map((row) => [row.code, row.name]));
  return (region) => {
    const path = lineage(region).flatMap((code) => names.get(code) ?? []);
    const near = [ancestorAt(region, 'city'), ancestorAt(region, 'county')];
    const read = near
      .flatMap((code) => (code && names.get(code)) ?? [])
      .map((name) => pinyinOf(name).split(' ')[0]!);
    return { names: path, letters: read };
  };
}

async function write(client: ClientBase, entries: readonly GuideEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += chunk)
    await client.query(
      `INSERT INTO services_guide_entry
         (item_id, version, code, base, organ, region, level, type, platform, audiences, from_day, until_day, name_zh, name_en, pinyin, words)
       SELECT item_id, version, code, base, organ, region, level, type, platform,
         ARRAY(SELECT jsonb_array_elements_text(audiences)), from_day, until_day, name_zh, name_en, pinyin, words::tsvector
       FROM jsonb_to_recordset($1::jsonb) AS e (item_id int, version smallint, code text, base text, organ text, region bigint,
         level smallint, type text, platform text, audiences jsonb, from_day date, until_day date, name_zh text, name_en text,
         pinyin text, words text)`,
      [JSON.stringify(entries.slice(from, from + chunk))],
    );
}

/**
 * Keeps `services_guide_entry` in step with the catalogue: what is new in it since the edition that the entries are made of
 * is filed anew, by whoever comes first; others wait for it. Everything in one transaction, so that a search sees all of an
 * edition or nothing of it.
 */
export class GuideEntries {
  readonly #pool: Pool;
  readonly #registry: Registry;
  #edition = 0;
  #running: Promise<void> | undefined;

  constructor(pool: Pool, registry: Registry) {
    this.#pool = pool;
    this.#registry = registry;
  }

  /** Does nothing where the registry holds nothing newer. `today`: a civil date; versions that ended before it are left out. */
  async keepUp(today: string): Promise<void> {
    while (this.#edition < this.#registry.edition) {
      this.#running ??= this.#file(today).finally(() => {
        this.#running = undefined;
      });
      await this.#running;
    }
  }

  async #file(today: string): Promise<void> {
    const registry = this.#registry;
    // Should the registry move on meanwhile, what is newer is filed again with its own edition.
    const { edition } = registry;
    await inTransaction(this.#pool, async (client) => {
      const { rows } = await client.query<{ edition: number }>(
        'SELECT edition FROM services_guide_state FOR UPDATE',
      );
      const filed = rows[0]!.edition;
      if (filed < edition) {
        const codes = await changedItems(client, filed);
        const regions = codes.flatMap((code) =>
          registry.itemVersions(code).flatMap((item) => registry.organ(item.organ)?.region ?? []),
        );
        const places = await readPlaces(client, [...new Set(regions)]);
        await client.query('DELETE FROM services_guide_entry WHERE code = ANY($1::text[])', [codes]);
        await write(
          client,
          codes.flatMap((code) => entriesOf(registry, code, today, places)),
        );
        await client.query('UPDATE services_guide_state SET edition = $1', [edition]);
      }
    });
    this.#edition = edition;
  }
}
