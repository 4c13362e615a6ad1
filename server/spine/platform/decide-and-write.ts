import { randomUUID } from 'node:crypto';
import type { Instant } from '#base/time';
import { workbenchSource } from '#spine/installation';
import { incoming } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import { decidePartAction } from '#spine/platform/part-actions';
import { getPartCase } from '#spine/platform/part-cases';
import type { ActingRole } from '#spine/platform/part';
import type { Spine } from '#spine/spine';

/** Whoever takes an action on a case of a part, and in which roles over it; whether they reach the case is asked before. */
export interface ActingOnPart {
  actor: string;
  roles: ReadonlySet<ActingRole>;
}

/** Somebody else may act on the same case in the same moment; then it is decided anew on what they left. */
const mostTries = 5;

interface Told {
  id: string;
  at: Instant;
}

/**
 * Takes one action on a case of a part, on its state as it is, without what follows from it.
 * Refusals: not-found, action-not-allowed, forbidden, field-invalid, and those of the part.
 */
export async function decideAndWrite(
  spine: Spine,
  key: { city: number; id: number },
  command: { action: string; values: Record<string, unknown> },
  by: ActingOnPart,
  told?: Told,
): Promise<void> {
  const { id, at } = told ?? { id: randomUUID(), at: spine.now() };
  for (let attempt = 1; ; attempt++) {
    const one = await getPartCase(spine.pool, spine.registry, key);
    const { type, data } = decidePartAction(one.fold, command, { ...by, now: at, item: one.itemVersion });
    const event = incoming(spine.registry.source(workbenchSource.code)!, {
      id,
      type,
      region: one.region,
      occurredAt: at,
      data,
      reference: { id: key.id },
      after: one.seq,
    });
    const answer = await spine.journal.appendOne(event);
    if (answer.code === 'case-moved' && attempt < mostTries) continue;
    checkWritten(answer);
    return;
  }
}
