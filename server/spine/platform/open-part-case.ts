import { randomUUID } from 'node:crypto';
import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import { firstIssue } from '#contract/fault';
import { workbenchSource } from '#spine/installation';
import { incoming } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import { findKind } from '#spine/platform/installed';
import type { Spine } from '#spine/spine';

export interface Opening {
  /** A kind of event that means `case.opened`. */
  type: string;
  data: Record<string, unknown>;
  /** Division code. */
  region: number;
  /** Number of the case; unique within the city, and the same again with the same content opens nothing. */
  number: string;
  /** Id of the event, when the caller can name one that stays the same over a repetition. */
  id?: string;
  at?: Instant;
  /** Code of the source; the workbench by default. A demonstration's history comes from a source of its own. */
  source?: string;
}

/**
 * Opens a case of a part and gives its key. Carries out no reaction: the loop does.
 * Refusals: field-invalid, item-unknown, organ-unknown, case-exists, conflict.
 */
export async function openPartCase(spine: Spine, opening: Opening): Promise<{ city: number; id: number }> {
  const { city, sourceId, number } = await writeOpening(spine, opening);
  const { rows } = await spine.pool.query<{ id: number }>(
    'SELECT id FROM cases WHERE city = $1 AND source_id = $2 AND number = $3',
    [city, sourceId, number],
  );
  return { city, id: rows[0]!.id };
}

/** The same, where its key is found by whoever asks, with others' at once. */
export async function writeOpening(
  spine: Spine,
  opening: Opening,
): Promise<{ city: number; sourceId: number; number: string }> {
  const { type, region, number, id = randomUUID(), at = spine.now() } = opening;
  const source = spine.registry.source(opening.source ?? workbenchSource.code)!;
  const found = findKind(type);
  if (!found) throw new Error(`${type} is no event of a part`);
  const data = found.kind.data.safeParse(opening.data);
  if (!data.success) throw new Refusal('field-invalid', firstIssue(data.error));
  const event = incoming(source, {
    id,
    type,
    region,
    occurredAt: at,
    data: data.data as Record<string, unknown>,
    reference: { number },
  });
  checkWritten(await spine.journal.appendOne(event));
  return { city: event.city, sourceId: source.id, number };
}
