import { randomUUID } from 'node:crypto';
import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import { namedIn, referencesIn, withAttachments } from '#spine/attachments/attachments';
import { workbenchSource } from '#spine/installation';
import { incoming } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import { formatKey } from '#spine/keys';
import { dueAfter } from '#spine/platform/due-after';
import { decidePartAction } from '#spine/platform/part-actions';
import { getPartCase } from '#spine/platform/part-cases';
import type { ActingRole } from '#spine/platform/part';
import type { Spine } from '#spine/spine';

/** Whoever takes an action on a case of a part, and in which roles over it; whether they reach the case is asked before. */
export interface ActingOnPart {
  actor: string;
  roles: ReadonlySet<ActingRole>;
  /** As whom they uploaded files (attachments/attachment-door.ts); absent: files of whoever knows their ids are taken. */
  uploader?: string;
}

/** Somebody else may act on the same case in the same moment; then it is decided anew on what they left. */
const mostTries = 5;

interface Told {
  id: string;
  at: Instant;
}

/**
 * Takes one action on a case of a part, on its state as it is, without what follows from it.
 * Refusals: not-found, action-not-allowed, forbidden, field-invalid, attachment-unknown, and those of the part.
 */
export async function decideAndWrite(
  spine: Spine,
  key: { city: number; id: number },
  command: { action: string; values: Record<string, unknown> },
  by: ActingOnPart,
  told?: Told,
): Promise<void> {
  const { id, at } = told ?? { id: randomUUID(), at: spine.now() };
  const files = await referencesIn(spine.pool, command.values);
  const owner = { case: formatKey(key.city, key.id) };
  for (let attempt = 1; ; attempt++) {
    const one = await getPartCase(spine.pool, spine.registry, key);
    const { type, data } = decidePartAction(
      one.fold,
      command,
      {
        ...by,
        now: at,
        item: one.itemVersion,
        dueAfter: dueAfter(spine.registry, spine.registry.organ(one.organ)!),
      },
      files,
    );
    const event = incoming(spine.registry.source(workbenchSource.code)!, {
      id,
      type,
      region: one.region,
      occurredAt: at,
      data,
      reference: { id: key.id },
      after: one.seq,
    });
    try {
      await withAttachments(
        spine.pool,
        namedIn(data, files),
        owner,
        { by: by.uploader, field: 'values' },
        async () => checkWritten(await spine.journal.appendOne(event)),
      );
      return;
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'case-moved' && attempt < mostTries)) throw error;
    }
  }
}
