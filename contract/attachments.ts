import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { bilingual } from '#contract/text';

/** Names one attachment: 128 random bits, so that nobody finds one by trying. */
export const attachmentId = z.string().regex(/^[0-9a-f]{32}$/, 'the id of an attachment');

/** What the scanner for malware said. What it finds something in is refused and never kept. */
export const scanResult = z.enum(['clean', 'not-scanned']);

/** A file that somebody attached, without its content. */
export const attachmentRow = z.object({
  id: attachmentId,
  name: z.string(),
  /** Media type, by the content. */
  type: z.string(),
  bytes: z.number().int(),
  /** SHA-256 of the content, in hexadecimal. */
  sha256: z.string(),
  scan: scanResult,
  uploadedAt: z.iso.datetime(),
});
export type AttachmentRow = z.infer<typeof attachmentRow>;

/** An attachment as events name it: with its fingerprint the journal vouches for the content too, and without its name. */
export const attachmentReference = z.object({
  id: attachmentId,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 in hexadecimal'),
});
export type AttachmentReference = z.infer<typeof attachmentReference>;

export const attachmentRules = z.object({
  maxBytes: z.number().int(),
  /** Files of one uploader that are attached to nothing yet, at most. */
  maxUnattached: z.number().int(),
  types: z.array(z.object({ extension: z.string(), type: z.string(), name: bilingual })),
});
export type AttachmentRules = z.infer<typeof attachmentRules>;

/** Where the content of an attachment is downloaded from. */
export const attachmentAddress = (id: string): string => `/api/attachments/${id}`;

export const attachmentsApi = {
  uploadAttachment: endpoint({
    method: 'POST',
    path: '/api/attachments',
    summary: 'Upload one file; it is removed after a day unless something is done with it',
    face: 'public',
    // People who have signed in, and whoever a platform lets in by a token or code of its own (attachment-door.ts).
    access: 'everybody',
    bodies: { 'multipart/form-data': z.object({ file: z.file() }) },
    response: attachmentRow,
  }),
  getAttachmentRules: endpoint({
    method: 'GET',
    path: '/api/attachment-rules',
    summary: 'Which files may be attached, and how large',
    face: 'public',
    access: 'everybody',
    response: attachmentRules,
  }),
  removeAttachment: endpoint({
    method: 'DELETE',
    path: '/api/attachments/:id',
    summary: 'Take back a file that is attached to nothing yet; for whoever uploaded it',
    face: 'public',
    access: 'everybody',
    params: z.object({ id: z.string().max(80) }),
    response: z.object({ removed: z.boolean() }),
  }),
  listCaseAttachments: endpoint({
    method: 'GET',
    path: '/api/cases/:id/attachments',
    summary: 'What is attached to a case, oldest first',
    face: 'workbench',
    access: 'cases.read',
    params: z.object({ id: z.string() }),
    response: z.array(attachmentRow),
  }),
};
