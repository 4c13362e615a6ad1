import { parseKey } from '#spine/keys';

/** What a file is attached to: a case by its key (`3701-1234`), or a draft of a platform by a key of the platform's own. */
export type AttachmentOwner = { readonly case: string } | { readonly draft: string };

/** The columns that say so. Refusal: not-found, for what is no key of a case. */
export function ownerColumns(owner: AttachmentOwner): {
  city: number | null;
  caseId: number | null;
  draft: string | null;
} {
  if ('draft' in owner) return { city: null, caseId: null, draft: owner.draft };
  const { city, id } = parseKey(owner.case);
  return { city, caseId: id, draft: null };
}
