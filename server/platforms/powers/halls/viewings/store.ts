import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { CameraViewing } from '#contract/powers/halls';
import { Conditions } from '#spine/conditions';
import { formatKey, parseKey } from '#spine/keys';

interface CaseKey {
  city: number;
  id: number;
}

type Purpose = CameraViewing['purpose'];

/** What is written down of a viewing before its stream is given. */
export interface NewViewing {
  accountId: number;
  actor: string;
  camera: CaseKey;
  purpose: Purpose;
  reason: string;
  at: Instant;
  endsAt: Instant;
}

/** Records viewings, all of them or none, in this order; never changed. */
export async function recordViewings(db: Queries, viewings: readonly NewViewing[]): Promise<string[]> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO powers_hall_viewing (account_id, actor, city, case_id, purpose, reason, at, ends_at)
     SELECT * FROM unnest($1::int8[], $2::text[], $3::int2[], $4::int8[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[])
     RETURNING id`,
    [
      viewings.map((one) => one.accountId),
      viewings.map((one) => one.actor),
      viewings.map((one) => one.camera.city),
      viewings.map((one) => one.camera.id),
      viewings.map((one) => one.purpose),
      viewings.map((one) => one.reason),
      viewings.map((one) => toRfc3339(one.at)),
      viewings.map((one) => toRfc3339(one.endsAt)),
    ],
  );
  // Numbers are given in the order of the rows.
  return rows
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .map(String);
}

interface ViewingRow {
  id: number;
  actor: string;
  purpose: Purpose;
  reason: string;
  at: Instant;
  ends_at: Instant;
  city: number;
  case_id: number;
  name: string;
  hall: string;
}

const from = `FROM powers_hall_viewing v JOIN part_state p ON p.city = v.city AND p.case_id = v.case_id`;
const columns = `v.id, v.actor, v.purpose, v.reason, v.at, v.ends_at, v.city, v.case_id,
  p.state #>> '{content,name}' AS name, p.state #>> '{content,hall}' AS hall`;

const toView = (row: ViewingRow): CameraViewing => ({
  id: String(row.id),
  actor: row.actor,
  purpose: row.purpose,
  reason: row.reason,
  at: toRfc3339(row.at),
  endsAt: toRfc3339(row.ends_at),
  camera: formatKey(row.city, row.case_id),
  cameraName: row.name,
  hall: row.hall,
});

interface Filter {
  page: number;
  pageSize: number;
  actor?: string | undefined;
  purpose?: Purpose | undefined;
  camera?: string | undefined;
}

/** Viewings, newest first. @param own the account that sees its own alone; null for whoever sees all */
export async function listViewings(
  db: Queries,
  { page, pageSize, actor, purpose, camera }: Filter,
  own: number | null,
): Promise<{ rows: CameraViewing[]; total: number }> {
  const where = new Conditions();
  if (own !== null) where.add((p) => `v.account_id = ${p(own)}`);
  if (actor) where.add((p) => `v.actor = ${p(actor)}`);
  if (purpose) where.add((p) => `v.purpose = ${p(purpose)}`);
  if (camera) {
    const { city, id } = parseKey(camera, 'camera');
    where.add((p) => `v.city = ${p(city)} AND v.case_id = ${p(id)}`);
  }
  const counted = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n ${from} ${where.where}`,
    where.values,
  );
  const { rows } = await db.query<ViewingRow>(
    `SELECT ${columns} ${from} ${where.where} ORDER BY v.id DESC LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    where.values,
  );
  return { rows: rows.map(toView), total: counted.rows[0]!.n };
}
