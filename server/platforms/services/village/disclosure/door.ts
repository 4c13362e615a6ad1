import type { AttachmentDoor } from '#spine/attachments/attachment-door';
import { parseKey } from '#spine/keys';
import { findPartCase } from '#spine/platform/part-cases';
import type { Spine } from '#spine/spine';
import type { DisclosureState } from './state.ts';

/** Lets everybody read the files of published versions, also of those that were replaced; never those of a draft. */
export const publishedFiles = (spine: Spine): AttachmentDoor => ({
  uploader: async () => null,
  mayRead: async (_request, owner, id) => {
    if (!('case' in owner)) return false;
    const found = await findPartCase(spine.pool, spine.registry, parseKey(owner.case));
    if (found?.fold.part.name !== 'services/disclosure') return false;
    const { versions } = found.fold.state as DisclosureState;
    return versions.some(({ attachments = [] }) => attachments.some((file) => file.id === id));
  },
});
