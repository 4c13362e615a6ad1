import type { ClientBase, Pool } from 'pg';
import type { z } from 'zod';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, type Now, toRfc3339 } from '#base/time';
import {
  type PersonField,
  type privacyApi,
  type ReadPurpose,
  readPurposes,
  type SensitiveRead,
} from '#contract/privacy';
import { addDays, Conditions } from '#spine/conditions';
import { formatKey, parseKey } from '#spine/keys';
import { caseOf, personExists } from '#spine/privacy/about';
import type { BreakGlassStore } from '#spine/privacy/break-glass';
import { phaseAt } from '#spine/privacy/break-glass-state';
import type { Official } from '#spine/privacy/official';
import type { OpenedPerson, People } from '#spine/privacy/people';

/** Who wants to read what, and why. */
export interface Reading {
  by: Official;
  person: number;
  fields: readonly PersonField[];
  purpose: ReadPurpose;
  /** Null only for one's own record. */
  caseId: string | null;
  /** The request that opens what permissions alone would not. */
  breakGlass?: number;
}

interface ReadRow {
  id: number;
  actor: string;
  person_id: number;
  fields: PersonField[];
  purpose: ReadPurpose;
  case_city: number | null;
  case_id: number | null;
  break_glass_id: number | null;
  read_at: Instant;
}

export type ReadFilter = Omit<
  z.output<NonNullable<(typeof privacyApi.listReadings)['query']>>,
  'person' | 'breakGlass'
> & { people?: number[]; breakGlass?: number };

/** Reading in full: what is read is written down and committed first, and only then opened. */
export class SensitiveReads {
  constructor(
    private readonly pool: Pool,
    private readonly people: People,
    private readonly breakGlass: BreakGlassStore,
    private readonly now: Now,
  ) {}

  /**
   * Records the reading, then gives the fields: to who reaches the case that the person is the applicant of, or has an open
   * break-glass request for it. That somebody's own record is their own is for the caller to know. Should opening fail, the
   * reading stands recorded all the same.
   * @throws Refusal not-found, for the person; case-unknown; forbidden, for a case out of reach or of somebody else, or a request
   *   that does not open this
   */
  async readInFull(reading: Reading): Promise<OpenedPerson> {
    const fields = [...new Set(reading.fields)];
    await inTransaction(this.pool, (client) => this.#record(client, { ...reading, fields }));
    const opened = await this.people.open([reading.person], fields);
    const person = opened.get(reading.person);
    if (!person) throw new Refusal('not-found', { field: 'person' });
    return person;
  }

  async #record(client: ClientBase, reading: Reading): Promise<void> {
    const { by, person, fields, purpose, caseId, breakGlass } = reading;
    if (caseId === null && purpose !== 'own-record')
      throw new Refusal('field-invalid', { field: 'caseId', expected: 'the case that it is read for' });
    if ((purpose === 'break-glass') !== (breakGlass !== undefined))
      throw new Refusal('field-invalid', {
        field: 'purpose',
        expected: 'break-glass with a request for it, and no other purpose with one',
      });
    await personExists(client, person);
    const about = caseId === null ? null : await caseOf(client, caseId);
    if (breakGlass !== undefined) await this.#checkOpen(client, reading, breakGlass);
    else if (about && (about.personId !== person || !by.may('personal.read', about)))
      throw new Refusal('forbidden', {
        field: 'caseId',
        detail: 'This person is not the applicant of a case within your reach of that key.',
      });
    await client.query(
      `INSERT INTO sensitive_read (account_id, actor, person_id, fields, purpose, case_city, case_id, break_glass_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [by.accountId, by.actor, person, fields, purpose, about?.city, about?.id, breakGlass],
    );
  }

  async #checkOpen(client: ClientBase, { by, person, fields, caseId }: Reading, id: number): Promise<void> {
    const { state } = await this.breakGlass.get(by, id, client);
    const opens =
      phaseAt(state, this.now()) === 'open' &&
      state.asker.accountId === by.accountId &&
      state.person === person &&
      state.caseId === caseId &&
      fields.every((field) => state.fields.includes(field));
    if (!opens)
      throw new Refusal('forbidden', {
        field: 'breakGlass',
        detail: 'No open request of yours covers these fields of this person for this case.',
      });
  }

  /** Readings, newest first. */
  async list(filter: ReadFilter) {
    const { page, pageSize } = filter;
    const where = new Conditions();
    if (filter.actor) where.add((p) => `actor = ${p(filter.actor)}`);
    if (filter.people) where.add((p) => `person_id = ANY (${p(filter.people)}::int8[])`);
    if (filter.purpose) where.add((p) => `purpose = ${p(filter.purpose)}`);
    if (filter.breakGlass !== undefined) where.add((p) => `break_glass_id = ${p(filter.breakGlass)}`);
    if (filter.caseId) {
      const { city, id } = parseKey(filter.caseId, 'caseId');
      where.add((p) => `(case_city, case_id) = (${p(city)}, ${p(id)})`);
    }
    addDays(where, 'read_at', filter.from, filter.to);
    const counted = await this.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM sensitive_read ${where.where}`,
      where.values,
    );
    const { rows } = await this.pool.query<ReadRow>(
      `SELECT * FROM sensitive_read ${where.where} ORDER BY id DESC LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      where.values,
    );
    return { rows: rows.map(toView), total: counted.rows[0]!.n, page, pageSize };
  }
}

function toView(row: ReadRow): SensitiveRead {
  return {
    id: String(row.id),
    actor: row.actor,
    person: String(row.person_id),
    fields: row.fields,
    purpose: row.purpose,
    purposeText: readPurposes[row.purpose],
    caseId: row.case_city === null ? null : formatKey(row.case_city, row.case_id!),
    breakGlass: row.break_glass_id === null ? null : String(row.break_glass_id),
    at: toRfc3339(row.read_at),
  };
}
