import { repeat } from '#base/repeat';
import { inTransaction } from '#base/db';
import type { Spine } from '#spine/spine';
import { readFileRules } from './attachment-rules.ts';
import { lockOrphans, lockOwnUnattached, noteRemoved } from './attachment-store.ts';
import { storeKey } from './attachments.ts';

const pauseMs = 10 * 60_000;
const hourMs = 3_600_000;
const atOnce = 50;

type Sweeper = Pick<Spine, 'pool' | 'files' | 'now'>;

/**
 * Removes files that are attached to nothing after the time that the rules give, also uploads that broke off. Their content
 * goes first: a file that cannot be removed is found again.
 * @returns how many were removed
 */
export async function sweepAttachments(spine: Sweeper, rules = readFileRules()): Promise<number> {
  const before = spine.now() - rules.keepUnattachedHours * hourMs;
  let removed = 0;
  for (;;) {
    const ids = await inTransaction(spine.pool, async (client) => {
      const found = await lockOrphans(client, before, atOnce);
      for (const id of found) await spine.files.remove(storeKey(id));
      await noteRemoved(client, found, spine.now());
      return found;
    });
    removed += ids.length;
    if (ids.length < atOnce) return removed;
  }
}

/** Takes back a file that is attached to nothing yet, for whoever uploaded it. False: there is no such file. */
export async function removeOwn(spine: Sweeper, id: string, uploadedBy: string): Promise<boolean> {
  return inTransaction(spine.pool, async (client) => {
    if (!(await lockOwnUnattached(client, id, uploadedBy))) return false;
    await spine.files.remove(storeKey(id));
    await noteRemoved(client, [id], spine.now());
    return true;
  });
}

/** Sweeps again and again; returns how to stop it. */
export const keepSweeping = (spine: Sweeper & Pick<Spine, 'log'>): (() => Promise<void>) =>
  repeat({
    name: 'sweep',
    pauseMs,
    work: () => sweepAttachments(spine),
    failed: (error) => spine.log.error('sweeping attachments failed and is tried again', error),
  });
