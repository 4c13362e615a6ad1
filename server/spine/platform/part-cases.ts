import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import type { RegisteredItem, Registry } from '#spine/catalogue/registry';
import { formatKey } from '#spine/keys';
import type { PartFold } from '#spine/platform/apply-part';
import { getPart } from '#spine/platform/installed';
import type { CasePlace, PartState } from '#spine/platform/part';

/** A case of a part, as commands and reactions need it. */
export interface PartCase extends CasePlace {
  fold: PartFold & { state: PartState };
  /** How many events it has. */
  seq: number;
  itemVersion: RegisteredItem;
}

/** Refusal: not-found, also for a case that belongs to no part. */
export async function getPartCase(
  db: Queries,
  registry: Registry,
  key: { city: number; id: number },
): Promise<PartCase> {
  const found = await findPartCase(db, registry, key);
  if (found) return found;
  throw new Refusal('not-found', { field: 'id', expected: 'a case', detail: formatKey(key.city, key.id) });
}

/** The same; null where there is no such case, or it belongs to no part. */
export async function findPartCase(
  db: Queries,
  registry: Registry,
  key: { city: number; id: number },
): Promise<PartCase | null> {
  const { rows } = await db.query<{
    number: string;
    region: number;
    organ_id: number;
    item_id: number;
    item_version: number;
    seq: number;
    part: string;
    state: PartState;
  }>(
    `SELECT c.number, c.region, c.organ_id, c.item_id, c.item_version, c.seq, p.part, p.state
     FROM cases c JOIN part_state p ON p.city = c.city AND p.case_id = c.id WHERE c.city = $1 AND c.id = $2`,
    [key.city, key.id],
  );
  const row = rows[0];
  if (!row) return null;
  const item = registry.itemVersion(row.item_id, row.item_version);
  return {
    city: key.city,
    id: key.id,
    number: row.number,
    region: row.region,
    organ: registry.organById(row.organ_id).code,
    item: item.code,
    itemVersion: item,
    seq: row.seq,
    fold: { part: getPart(row.part), state: row.state },
  };
}
