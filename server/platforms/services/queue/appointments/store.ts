import type { Queries } from '#base/db';
import type { KeyRing } from '#base/keys';
import { bytesArray } from '#base/pg-binary';
import { type Instant, toRfc3339 } from '#base/time';
import { blindIndex, normalise } from '#spine/privacy/blind-index';
import { byAllKeys, keyToHashWith } from '#spine/privacy/hash-keys';
import type { IndexedTable } from '#spine/privacy/index-rewriting';
import { openField, sealField } from '#spine/privacy/field-encryption';
import { mask } from '#spine/privacy/masking';
import { createRecordKey, readRecordKeys } from '#spine/privacy/record-keys';

const table = 'services_appointment';
const column = 'phone';
type Client = Queries & Parameters<typeof createRecordKey>[0];

/** Which slot: of a group of windows at a point, on a civil day, at minutes since midnight. */
export interface SlotPlace {
  city: number;
  pointId: number;
  letter: string;
  day: string;
  minute: number;
  startsAt: Instant;
}

export interface StoredAppointment extends SlotPlace {
  id: number;
  item: string | null;
  cancelledAt: Instant | null;
  checkedInAt: Instant | null;
}

/** The keyed index by which the appointments of one telephone are found. */
const phoneIndex = (key: Buffer, phone: string): Buffer =>
  blindIndex(key, table, column, normalise.phone(phone));

/** What of it is searched by, for the rotation of the key. */
export const appointmentIndexes: IndexedTable = {
  table,
  columns: [{ sealed: column, index: 'phone_index', normalise: normalise.phone }],
};

/**
 * Whoever books with this telephone waits their turn. Gives all that its appointments are found by: more than one value while the
 * key is rotated.
 * @throws HashKeyMissing
 */
export const takeTurnOfPhone = (client: Queries, keys: KeyRing, phone: string): Promise<Buffer[]> =>
  byAllKeys(client, keys, 'blind-index', async (known) => {
    const indexes = known.map((key) => phoneIndex(key, phone));
    // Under the oldest key first: whoever knows fewer keys than others shares that one with them.
    for (const index of indexes.toReversed()) await takeTurn(client, `phone ${index.toString('hex')}`);
    return indexes;
  });

/** Whoever books with this telephone, or for this slot, waits their turn; both end with the transaction. */
export async function takeTurn(client: Queries, key: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 24))', [key]);
}

/** What a telephone has before it and behind it. */
export async function phoneHistory(
  client: Queries,
  indexes: readonly Buffer[],
  at: { now: Instant; missedBefore: Instant; missedSince: Instant; startsAt: Instant },
): Promise<{ open: number; atThisTime: boolean; missed: number; lastMissed: Instant | null }> {
  const { rows } = await client.query<{ open: number; here: boolean; missed: number; last: Instant | null }>(
    `SELECT count(*) FILTER (WHERE checked_in_at IS NULL AND starts_at >= $2)::int AS open,
       coalesce(bool_or(starts_at = $5), false) AS here,
       count(*) FILTER (WHERE checked_in_at IS NULL AND starts_at < $3 AND starts_at >= $4)::int AS missed,
       max(starts_at) FILTER (WHERE checked_in_at IS NULL AND starts_at < $3 AND starts_at >= $4) AS last
     FROM services_appointment WHERE phone_index = ANY ($1::bytea[]) AND cancelled_at IS NULL`,
    [bytesArray(indexes), at.now, at.missedBefore, at.missedSince, at.startsAt].map((value) =>
      typeof value === 'number' ? toRfc3339(value) : value,
    ),
  );
  const { open, here, missed, last } = rows[0]!;
  return { open, atThisTime: here, missed, lastMissed: last };
}

/** The lowest free place of a slot; null when all are taken. */
export async function freeSeat(client: Queries, slot: SlotPlace, capacity: number): Promise<number | null> {
  const { rows } = await client.query<{ seat: number | null }>(
    `SELECT min(s)::int AS seat FROM generate_series(1, $6::int) s WHERE NOT EXISTS (
       SELECT FROM services_appointment WHERE city = $1 AND point_id = $2 AND letter = $3 AND day = $4 AND minute = $5
         AND seat = s AND cancelled_at IS NULL)`,
    [slot.city, slot.pointId, slot.letter, slot.day, slot.minute, capacity],
  );
  return rows[0]!.seat;
}

/** Writes an appointment, its telephone sealed under a key of its own. */
export async function insertAppointment(
  client: Client,
  keys: KeyRing,
  slot: SlotPlace,
  given: { seat: number; item: string | null; phone: string; codeHash: Buffer; bookedAt: Instant },
): Promise<void> {
  const { rows } = await client.query<{ id: number }>(`SELECT nextval('services_appointment_id_seq') AS id`);
  const row = rows[0]!.id;
  const phone = normalise.phone(given.phone);
  const dataKey = await createRecordKey(client, keys, { table, row });
  const by = await keyToHashWith(client, keys, 'blind-index');
  await client.query(
    `INSERT INTO services_appointment (city, id, point_id, letter, item, day, minute, starts_at, seat, code_hash, phone, phone_index, booked_at, index_key)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      slot.city,
      row,
      slot.pointId,
      slot.letter,
      given.item,
      slot.day,
      slot.minute,
      toRfc3339(slot.startsAt),
      given.seat,
      given.codeHash,
      sealField(dataKey, { table, row, column }, phone),
      phoneIndex(by.key, phone),
      toRfc3339(given.bookedAt),
      by.name,
    ],
  );
}

interface AppointmentSqlRow {
  city: number;
  id: number;
  point_id: number;
  letter: string;
  item: string | null;
  day: string;
  minute: number;
  starts_at: Instant;
  cancelled_at: Instant | null;
  checked_in_at: Instant | null;
}

/** By the hash of its code. `lock`: nobody else changes it until the transaction ends. */
export async function findAppointment(
  db: Queries,
  codeHash: Buffer,
  { lock = false } = {},
): Promise<StoredAppointment | undefined> {
  const { rows } = await db.query<AppointmentSqlRow>(
    `SELECT city, id, point_id, letter, item, day, minute, starts_at, cancelled_at, checked_in_at
     FROM services_appointment WHERE code_hash = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [codeHash],
  );
  const [row] = rows;
  return (
    row && {
      city: row.city,
      id: row.id,
      pointId: row.point_id,
      letter: row.letter,
      item: row.item,
      day: row.day,
      minute: row.minute,
      startsAt: row.starts_at,
      cancelledAt: row.cancelled_at,
      checkedInAt: row.checked_in_at,
    }
  );
}

/** The telephone of an appointment as it may be shown to whoever holds its code. */
export async function maskedPhone(
  db: Parameters<typeof readRecordKeys>[0],
  keys: KeyRing,
  { id, city }: StoredAppointment,
): Promise<string> {
  const { rows } = await db.query<{ phone: Buffer }>(
    'SELECT phone FROM services_appointment WHERE city = $1 AND id = $2',
    [city, id],
  );
  const dataKey = (await readRecordKeys(db, keys, table, [id])).get(id);
  if (!rows[0] || !dataKey) return mask('phone', '');
  return mask('phone', openField(dataKey, { table, row: id, column }, rows[0].phone));
}

/** Frees the place of an appointment. */
export async function cancelAppointment(
  client: Queries,
  { city, id }: StoredAppointment,
  now: Instant,
): Promise<void> {
  await client.query('UPDATE services_appointment SET cancelled_at = $3 WHERE city = $1 AND id = $2', [
    city,
    id,
    toRfc3339(now),
  ]);
}

export async function moveAppointment(
  client: Queries,
  { city, id }: StoredAppointment,
  slot: SlotPlace,
  seat: number,
): Promise<void> {
  await client.query(
    `UPDATE services_appointment SET day = $3, minute = $4, starts_at = $5, seat = $6, moved = moved + 1
     WHERE city = $1 AND id = $2`,
    [city, id, slot.day, slot.minute, toRfc3339(slot.startsAt), seat],
  );
}

export async function markCheckedIn(
  client: Queries,
  { city, id }: StoredAppointment,
  now: Instant,
): Promise<void> {
  await client.query('UPDATE services_appointment SET checked_in_at = $3 WHERE city = $1 AND id = $2', [
    city,
    id,
    toRfc3339(now),
  ]);
}

/** Places taken by day and minute from one civil day through another. */
export async function takenSeats(
  db: Queries,
  place: { city: number; pointId: number; letter: string; from: string; to: string },
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ day: string; minute: number; n: number }>(
    `SELECT day, minute, count(*)::int AS n FROM services_appointment
     WHERE city = $1 AND point_id = $2 AND letter = $3 AND day BETWEEN $4 AND $5 AND cancelled_at IS NULL GROUP BY 1, 2`,
    [place.city, place.pointId, place.letter, place.from, place.to],
  );
  return new Map(rows.map(({ day, minute, n }) => [`${day} ${minute}`, n]));
}
