import type { ClientBase } from 'pg';
import type { Queries } from '#base/db';
import type { Spine } from '#spine/spine';
import type { DocumentInput } from './document-content.ts';

/** A document that was issued. Code and fingerprint go into the event that issues it. */
export interface IssuedDocument {
  /** In groups of six, as it is printed. */
  code: string;
  /** SHA-256 of the PDF, in hexadecimal. */
  sha256: string;
}

/**
 * Issues a document in the transaction of whoever issues it: seals its content, prints it once for its fingerprint.
 * @param of key of the case that it belongs to
 * Refusal: field-invalid, naming what is wrong with the content.
 */
export async function issueDocument(
  spine: Pick<Spine, 'keys' | 'now' | 'receiptKey' | 'identity'>,
  client: ClientBase,
  content: DocumentInput,
  of?: string,
): Promise<IssuedDocument> {
  throw new Error(`not yet: ${[spine, client, content, of].length}`);
}

/** Says that a document no longer holds. Refusals: not-found; conflict, where it was revoked already. */
export async function revokeDocument(db: Queries, code: string, because: string): Promise<void> {
  throw new Error(`not yet: ${[db, code, because].length}`);
}
