import { isDeepStrictEqual } from 'node:util';
import type { ClientBase } from 'pg';
import { int4Array, textArray } from '#base/pg-binary';
import type { Instant } from '#base/time';
import { digestOf, type IncomingEvent } from '#spine/journal/incoming';

interface KnownEvent {
  type: string;
  occurredAt: Instant;
  data: unknown;
  digest: string;
}

/** The journal's entries for the (source, id) pairs of a batch, in any city: an id that comes again for another place is a conflict. */
export async function knownEvents(
  client: ClientBase,
  events: IncomingEvent[],
): Promise<Map<string, KnownEvent>> {
  const { rows } = await client.query<{
    source_id: number;
    event_id: string;
    type: string;
    occurred_at: Instant;
    data: unknown;
    digest: string;
  }>({
    name: 'known-events',
    text: `SELECT j.source_id, j.event_id, j.type, j.occurred_at, j.data, encode(j.digest, 'hex') AS digest
             FROM unnest($1::int4[], $2::text[]) AS k (source_id, event_id)
             JOIN journal j ON j.source_id = k.source_id AND j.event_id = k.event_id`,
    values: [int4Array(events.map((event) => event.source.id)), textArray(events.map((event) => event.id))],
  });
  return new Map(
    rows.map((row) => [
      `${row.source_id}|${row.event_id}`,
      { type: row.type, occurredAt: row.occurred_at, data: row.data, digest: row.digest },
    ]),
  );
}

/** Equal bytes, or the same content with its fields in another order. */
export function sameContent(
  before: Pick<KnownEvent, 'type' | 'occurredAt' | 'data' | 'digest'>,
  event: IncomingEvent,
): boolean {
  if (before.digest === digestOf(event)) return true;
  return (
    before.type === event.type &&
    before.occurredAt === event.occurredAt &&
    isDeepStrictEqual(before.data, event.data) &&
    !isDeepStrictEqual(Object.keys(before.data as object), Object.keys(event.data))
  );
}
