import type { z } from 'zod';
import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import type { Certificate, CertificateRow, penaltiesApi } from '#contract/powers/penalties';
import type { Bilingual } from '#contract/text';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { Conditions, containing } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { cityOfRegion } from '#spine/journal/incoming';

/** Certificates of officers (执法证), with their term. */
type Filter = z.output<NonNullable<typeof penaltiesApi.listCertificates.query>>;

const columns = `k.number, k.holder, k.valid_from::text AS "validFrom", k.valid_until::text AS "validUntil"`;
const inForce = (today: string) => `${today}::date BETWEEN k.valid_from AND k.valid_until`;

/** One page of the certificates within a reach, those that run out first at the top. */
export async function listCertificates(db: Queries, reach: Reach, filter: Filter, today: string) {
  const where = new Conditions();
  addReach(where, reach, 'k');
  const search = filter.search?.trim();
  if (search)
    where.add((p) => `(k.holder ILIKE ${p(containing(search))} OR k.number ILIKE ${p(containing(search))})`);
  if (filter.organ) where.add((p) => `o.code = ${p(filter.organ)}`);
  if (filter.valid) where.add((p) => `${filter.valid === 'true' ? '' : 'NOT '}(${inForce(p(today))})`);
  const from = 'FROM powers_certificate k JOIN organ o ON o.id = k.organ_id';
  const { rows: counted } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n ${from} ${where.where}`,
    where.values,
  );
  const { page, pageSize } = filter;
  const day = where.value(today);
  const { rows } = await db.query<CertificateRow & { name: Bilingual }>(
    `SELECT ${columns}, o.code AS organ, o.content -> 'name' AS "organName", ${inForce(day)} AS valid
     ${from} ${where.where} ORDER BY k.valid_until, k.number LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    where.values,
  );
  return { rows, total: counted[0]!.n, page, pageSize };
}

/** Certificates of an organ by their numbers, as many as there are. Refusal: field-invalid, when one is none. */
export async function certificatesOf(
  db: Queries,
  organ: RegisteredOrgan,
  numbers: readonly string[],
): Promise<Certificate[]> {
  const wanted = [...new Set(numbers)];
  const { rows } = await db.query<Certificate>(
    `SELECT ${columns} FROM powers_certificate k
     WHERE k.city = $1 AND k.organ_id = $2 AND k.number = ANY($3::text[]) ORDER BY k.number`,
    [cityOfRegion(Number(organ.region)), organ.id, wanted],
  );
  if (rows.length < wanted.length)
    throw new Refusal('field-invalid', { field: 'officers', expected: 'certificates of this organ' });
  // Whoever holds two counts once.
  if (new Set(rows.map(({ holder }) => holder)).size < rows.length)
    throw new Refusal('field-invalid', { field: 'officers', expected: 'each officer once' });
  return rows;
}

/** Registers a certificate of an organ, or its new term. Refusal: conflict, where another organ has the number. */
export async function saveCertificate(
  db: Queries,
  organ: RegisteredOrgan,
  one: Certificate,
  by: { actor: string; at: Instant },
): Promise<void> {
  const region = Number(organ.region);
  const { rowCount } = await db.query(
    `INSERT INTO powers_certificate AS k (city, number, organ_id, region, holder, valid_from, valid_until, saved_by, saved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (city, number) DO UPDATE SET holder = excluded.holder, valid_from = excluded.valid_from,
       valid_until = excluded.valid_until, saved_by = excluded.saved_by, saved_at = excluded.saved_at
     WHERE k.organ_id = excluded.organ_id`,
    [
      cityOfRegion(region),
      one.number,
      organ.id,
      region,
      one.holder,
      one.validFrom,
      one.validUntil,
      by.actor,
      toRfc3339(by.at),
    ],
  );
  if (!rowCount)
    throw new Refusal('conflict', {
      field: 'number',
      detail: 'Another organ has a certificate of this number.',
    });
}
