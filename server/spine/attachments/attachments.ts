import type { Readable } from 'node:stream';
import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { attachmentId, type AttachmentReference, type AttachmentRow } from '#contract/attachments';
import type { Spine } from '#spine/spine';
import type { AttachmentOwner } from './attachment-owner.ts';
import { claim, findAttachments, findAttachmentsOf, release, toAttachmentRow } from './attachment-store.ts';

/** What platforms do with attachments. All of it may stand in the transaction of whoever attaches. */

export interface ClaimOptions {
  /** A draft (or case) from which they are taken over, as when a draft becomes a case. */
  from?: AttachmentOwner;
  /** Only what this uploader brought (attachment-door.ts); absent: whoever knows the id. */
  by?: string;
  /** Named in refusals; absent: `attachments`. */
  field?: string;
}

const unique = (ids: readonly string[]) => [...new Set(ids)];

function unknown(field: string): Refusal {
  return new Refusal('attachment-unknown', {
    field,
    expected: 'files that were uploaded and are attached to nothing',
  });
}

/**
 * Attaches uploaded files to a case or a draft: all of them or none; doing it again changes nothing. What belongs to
 * something is never swept. Answers in the order of `ids`.
 * Refusal: attachment-unknown, where one does not exist, was removed, is somebody else's or belongs to something else.
 */
export async function claimAttachments(
  db: Queries,
  ids: readonly string[],
  owner: AttachmentOwner,
  options: ClaimOptions = {},
): Promise<AttachmentRow[]> {
  const wanted = unique(ids);
  if (wanted.length === 0) return [];
  const { from = null, by = null, field = 'attachments' } = options;
  const claimed = await claim(db, { ids: wanted, to: owner, from, by });
  if (claimed.length < wanted.length) throw unknown(field);
  return inOrder(wanted, claimed.map(toAttachmentRow), field);
}

/**
 * Attaches files, does what they are attached by (such as appending the event that names them), and lets those go again
 * that came with it where that fails. Refusals: attachment-unknown, and those of `work`.
 */
export async function withAttachments<T>(
  db: Queries,
  ids: readonly string[],
  owner: AttachmentOwner,
  options: ClaimOptions,
  work: (attached: AttachmentRow[]) => Promise<T>,
): Promise<T> {
  const fresh = ids.length === 0 ? [] : (await findAttachments(db, unique(ids))).filter((one) => !one.owner);
  const attached = await claimAttachments(db, ids, owner, options);
  try {
    return await work(attached);
  } catch (error) {
    const back = fresh.map((one) => one.id);
    await releaseAttachments(db, back, owner);
    throw error;
  }
}

/** Lets files go that belong to an owner, as when a draft is thrown away; they are swept a day later. */
export async function releaseAttachments(
  db: Queries,
  ids: readonly string[],
  owner: AttachmentOwner,
): Promise<void> {
  if (ids.length > 0) await release(db, ids, owner);
}

/** Files by their ids, in this order. Refusal: attachment-unknown. */
export async function describeAttachments(
  db: Queries,
  ids: readonly string[],
  field = 'attachments',
): Promise<AttachmentRow[]> {
  const wanted = unique(ids);
  if (wanted.length === 0) return [];
  return inOrder(wanted, (await findAttachments(db, wanted)).map(toAttachmentRow), field);
}

/** What is attached to a case or a draft, oldest first. */
export async function attachmentsOf(db: Queries, owner: AttachmentOwner): Promise<AttachmentRow[]> {
  return (await findAttachmentsOf(db, owner)).map(toAttachmentRow);
}

/** What events say of attachments, in `attachments` of their data: nothing that names anybody. */
export const toReference = ({ id, sha256 }: AttachmentRow): AttachmentReference => ({ id, sha256 });

/**
 * The references of all files that the values of a form name, by id, for `readFields`; whose id is none is left out, and
 * refused there.
 */
export async function referencesIn(
  db: Queries,
  values: Record<string, unknown>,
): Promise<Map<string, AttachmentReference>> {
  const ids = Object.values(values)
    .flatMap((value) => (Array.isArray(value) ? value : []))
    .filter((value): value is string => attachmentId.safeParse(value).success);
  if (ids.length === 0) return new Map();
  const found = await findAttachments(db, unique(ids));
  return new Map(found.map((one) => [one.id, toReference(one)]));
}

/** Which of these files the data of an event names, however deep. */
export function namedIn(data: unknown, files: ReadonlyMap<string, AttachmentReference>): string[] {
  if (files.size === 0) return [];
  const text = JSON.stringify(data);
  return [...files.keys()].filter((id) => text.includes(`"${id}"`));
}

/** The content of a file; whether it may be read is for the caller to ask. Refusal: attachment-unknown. */
export async function attachmentStream(
  spine: Pick<Spine, 'pool' | 'files'>,
  id: string,
): Promise<{ row: AttachmentRow; content: Readable }> {
  const [row] = await describeAttachments(spine.pool, [id]);
  return { row: row!, content: await spine.files.read(storeKey(id)) };
}

/** Where the content of a file lies in the store: folders of at most 256 names each at the top. */
export const storeKey = (id: string): string => `attachments/${id.slice(0, 2)}/${id}`;

function inOrder(ids: readonly string[], rows: AttachmentRow[], field: string): AttachmentRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (!row) throw unknown(field);
    return row;
  });
}
