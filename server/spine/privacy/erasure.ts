import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, type Now, toRfc3339, toRfc3339OrNull } from '#base/time';
import { type Erasure, type ErasureBasis, erasureBases } from '#contract/erasure';
import { Conditions } from '#spine/conditions';
import { recordIdentity } from '#spine/identity/identity-events';
import { placesOfApplicant } from '#spine/privacy/about';
import type { Official } from '#spine/privacy/official';

interface ErasureRow {
  id: number;
  person_id: number;
  basis: ErasureBasis;
  reason: string;
  asked_by: number;
  asker: string;
  asked_at: Instant;
  decision: 'erased' | 'refused' | null;
  note: string | null;
  decider: string | null;
  decided_at: Instant | null;
}

/** Of no division: what only a reach over the whole installation covers. */
const nowhere = { organId: 0, region: 0 };

/**
 * Erasure by key: two persons, a basis, and an event for each act. The key of the record and those of what they wrote are deleted, with the
 * sealed fields, the blind indexes and the links of accounts; the number stays, and the journal never held anything else.
 */
export class Erasures {
  constructor(
    private readonly pool: Pool,
    private readonly now: Now,
  ) {}

  /** Refusals: not-found, also for who does not reach every case of the person; conflict, where one waits or it is done. */
  async ask(by: Official, person: number, asked: { basis: ErasureBasis; reason: string }): Promise<Erasure> {
    await this.#checkReach(by, person);
    return inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<{ erased: boolean }>(
        'SELECT erased_at IS NOT NULL AS erased FROM person WHERE id = $1 FOR UPDATE',
        [person],
      );
      if (!rows[0]) throw new Refusal('not-found', { field: 'id' });
      const made = rows[0].erased
        ? undefined
        : await client.query<{ id: number }>(
            `INSERT INTO erasure (person_id, basis, reason, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (person_id) WHERE decision IS NULL DO NOTHING RETURNING id`,
            [person, asked.basis, asked.reason, by.accountId, toRfc3339(this.now())],
          );
      const id = made?.rows[0]?.id;
      if (id === undefined)
        throw new Refusal('conflict', { field: 'id', detail: 'It waits already, or it is done.' });
      await this.#record(client, by, 'person.erasure-asked', { erasure: id, person, basis: asked.basis });
      return viewOf(await find(client, id));
    });
  }

  /** Refusals: not-found; forbidden, for whoever asked; action-not-allowed, when it was decided already. */
  async decide(
    by: Official,
    id: number,
    { decision, note }: { decision: 'erased' | 'refused'; note: string },
  ): Promise<Erasure> {
    return inTransaction(this.pool, async (client) => {
      const asked = await find(client, id, 'FOR UPDATE OF e');
      await this.#checkReach(by, asked.person_id);
      if (asked.asked_by === by.accountId)
        throw new Refusal('forbidden', { detail: 'Another person decides than whoever asked.' });
      if (asked.decision !== null) throw new Refusal('action-not-allowed', { field: 'id' });
      await client.query(
        'UPDATE erasure SET decision = $2, note = $3, decided_by = $4, decided_at = $5 WHERE id = $1',
        [id, decision, note, by.accountId, toRfc3339(this.now())],
      );
      const person = asked.person_id;
      if (decision === 'erased') await erase(client, person, this.now());
      const type = decision === 'erased' ? 'person.erased' : 'person.erasure-refused';
      await this.#record(client, by, type, { erasure: id, person, basis: asked.basis });
      return viewOf(await find(client, id));
    });
  }

  /** Newest first; nothing in it is personal but the number. */
  async list({ page, pageSize, open }: { page: number; pageSize: number; open?: 'true' | 'false' }) {
    const where = new Conditions();
    if (open) where.add(() => `e.decision IS ${open === 'true' ? '' : 'NOT '}NULL`);
    const counted = await this.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM erasure e ${where.where}`,
      where.values,
    );
    const { rows } = await this.pool.query<ErasureRow>(
      `${select} ${where.where} ORDER BY e.id DESC LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      where.values,
    );
    return { rows: rows.map(viewOf), total: counted.rows[0]!.n, page, pageSize };
  }

  /** Every case of the person must be within reach; somebody without cases is for who reaches the whole installation. */
  async #checkReach(by: Official, person: number): Promise<void> {
    const places = await placesOfApplicant(this.pool, person);
    const all = places.length > 0 ? places : [nowhere];
    if (!all.every((place) => by.may('personal.erase', place)))
      throw new Refusal('not-found', { field: 'id' });
  }

  async #record(
    client: ClientBase,
    by: Official,
    type: 'person.erasure-asked' | 'person.erased' | 'person.erasure-refused',
    data: Record<string, unknown>,
  ): Promise<void> {
    await recordIdentity(client, { type, at: this.now(), by: by.accountId, data });
  }
}

/** What is left is a number. The key goes first: without it a copy of the sealed fields tells nothing. */
async function erase(client: ClientBase, person: number, now: Instant): Promise<void> {
  await client.query(
    `DELETE FROM record_key WHERE (table_name = 'person' AND row_id = $1) OR person_id = $1`,
    [person],
  );
  await client.query(
    `UPDATE person SET name = NULL, id_number = NULL, phone = NULL, email = NULL, address = NULL, id_number_index = NULL,
       phone_index = NULL, email_index = NULL, erased_at = $2 WHERE id = $1`,
    [person, toRfc3339(now)],
  );
  await client.query('DELETE FROM account_person WHERE person_id = $1', [person]);
}

const select = `SELECT e.*, a.name AS asker, d.name AS decider FROM erasure e
  JOIN account a ON a.id = e.asked_by LEFT JOIN account d ON d.id = e.decided_by`;

async function find(client: ClientBase, id: number, lock = ''): Promise<ErasureRow> {
  const { rows } = await client.query<ErasureRow>(`${select} WHERE e.id = $1 ${lock}`, [id]);
  if (!rows[0]) throw new Refusal('not-found', { field: 'id' });
  return rows[0];
}

function viewOf(row: ErasureRow): Erasure {
  return {
    id: String(row.id),
    person: String(row.person_id),
    basis: row.basis,
    basisText: erasureBases[row.basis],
    reason: row.reason,
    askedBy: row.asker,
    askedAt: toRfc3339(row.asked_at),
    decision: row.decision,
    note: row.note,
    decidedBy: row.decider,
    decidedAt: toRfc3339OrNull(row.decided_at),
  };
}
