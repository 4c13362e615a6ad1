import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { inGroups } from '#base/spoken-code';
import type { Instant } from '#base/time';
import { firstIssue } from '#contract/fault';
import type { Spine } from '#spine/spine';
import { type DocumentInput, documentContent, type PrintedDocument } from './document-content.ts';
import {
  addFingerprint,
  findDocument,
  insertDocument,
  noteRevoked,
  type StoredDocument,
} from './document-store.ts';
import { makeDocument } from './make-document.ts';
import { newVerificationCode, readVerificationCode } from './verification-code.ts';

/** A document that was issued. Code and fingerprint go into the event that issues it. */
export interface IssuedDocument {
  /** In groups of six, as it is printed. */
  code: string;
  /** SHA-256 of the PDF, in hexadecimal. */
  sha256: string;
}

/** A document that is printed and not kept yet. */
export interface PreparedDocument extends IssuedDocument {
  content: PrintedDocument;
  issuedAt: Instant;
}

type Issuing = Pick<Spine, 'keys' | 'now' | 'receiptKey' | 'identity'>;
type Reading = Pick<Spine, 'pool' | 'keys' | 'receiptKey'>;

const sha256Of = (pdf: Buffer) => createHash('sha256').update(pdf).digest('hex');

/**
 * Prints a document for its fingerprint, before any transaction. Refusal: field-invalid, naming what is wrong with the
 * content.
 */
export async function prepareDocument(spine: Issuing, input: DocumentInput): Promise<PreparedDocument> {
  const read = documentContent.safeParse(input);
  if (!read.success) throw new Refusal('field-invalid', firstIssue(read.error));
  const letters = newVerificationCode(spine.receiptKey);
  const code = inGroups(letters);
  const { address } = spine.identity;
  const content = {
    ...read.data,
    verificationCode: code,
    verifyAt: address ? new URL(`/verify/${code}`, address).href : null,
  };
  return { code, content, sha256: sha256Of(await makeDocument(content)), issuedAt: spine.now() };
}

/**
 * Keeps a prepared document, sealed, in the transaction of whoever issues it.
 * @param of key of the case that it belongs to
 */
export async function keepDocument(
  spine: Issuing,
  client: ClientBase,
  { code, content, sha256, issuedAt }: PreparedDocument,
  of?: string,
): Promise<IssuedDocument> {
  const letters = code.replaceAll('-', '');
  await insertDocument(client, spine.keys, { code: letters, content, issuedAt, fingerprints: [sha256] }, of);
  return { code, sha256 };
}

/**
 * Both in one: where a tenth of a second within the transaction does no harm.
 * Refusal: field-invalid, naming what is wrong with the content.
 */
export async function issueDocument(
  spine: Issuing,
  client: ClientBase,
  content: DocumentInput,
  of?: string,
): Promise<IssuedDocument> {
  return keepDocument(spine, client, await prepareDocument(spine, content), of);
}

/** A document by its code as people type it. Refusal: not-found. */
export async function getDocument(spine: Reading, code: string): Promise<StoredDocument> {
  const letters = readVerificationCode(code, spine.receiptKey);
  const document = letters ? await findDocument(spine.pool, spine.keys, letters) : null;
  if (!document)
    throw new Refusal('not-found', { field: 'code', expected: 'the 24 letters and digits on the document' });
  return document;
}

/**
 * The PDF of a document, printed again from what is kept: the same bytes, unless another version of this system prints it
 * differently; then these bytes are known as a genuine print from now on, since their content is.
 */
export async function documentPdf(
  spine: Pick<Spine, 'pool'>,
  { id, content, fingerprints }: StoredDocument,
): Promise<Buffer> {
  const pdf = await makeDocument(content);
  const sha256 = sha256Of(pdf);
  if (!fingerprints.includes(sha256)) await addFingerprint(spine.pool, id, sha256);
  return pdf;
}

/**
 * Says that a document no longer holds, and why, in words that everybody may read.
 * Refusals: not-found; conflict, where it was revoked already.
 */
export async function revokeDocument(
  spine: Reading & Pick<Spine, 'now'>,
  db: Queries,
  code: string,
  because: string,
): Promise<void> {
  const { code: letters } = await getDocument(spine, code);
  if (!(await noteRevoked(db, letters, because, spine.now())))
    throw new Refusal('conflict', { field: 'code', detail: 'It was revoked before.' });
}
