import type { AttachmentDoor } from '#spine/attachments/attachment-door';
import { covers, reachOf } from '#spine/identity/permission';
import { parseKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { asOfNow } from './bulletin-view.ts';
import { findPublished } from './published-store.ts';
import { findBulletin } from './store.ts';

const ownerName = /^bulletin:(\d{4}-\d+)$/;

/** Lets everybody read the files of what is published, and whoever writes and approves those of what is not. */
export const bulletinDoor = (spine: Spine): AttachmentDoor => ({
  uploader: async () => null,
  mayRead: async ({ principal }, owner, id) => {
    const key = 'draft' in owner ? ownerName.exec(owner.draft)?.[1] : undefined;
    if (!key) return false;
    const asOf = asOfNow(spine);
    const published = await findPublished(spine.pool, parseKey(key), asOf);
    if (published?.content.attachments.includes(id)) return true;
    const bulletin = principal ? await findBulletin(spine.pool, parseKey(key), asOf.now) : undefined;
    return (
      bulletin !== undefined &&
      (['bulletins.edit', 'bulletins.approve'] as const).some((right) =>
        covers(reachOf(principal!, right), bulletin),
      )
    );
  },
});
