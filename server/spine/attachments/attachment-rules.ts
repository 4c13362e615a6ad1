import path from 'node:path';
import { z } from 'zod';
import { bilingual } from '#contract/text';
import { readReferenceFile, referenceHead } from '#spine/calendar/reference-folder';

const extension = z.string().regex(/^[a-z0-9]{1,8}$/);

const rulesFile = z.object({
  ...referenceHead,
  /** Largest file, in bytes. */
  maxBytes: z.number().int().min(1),
  /** Files of one uploader that are attached to nothing yet, at most. */
  maxUnattached: z.number().int().min(1),
  /** How long a file is kept that is attached to nothing. */
  keepUnattachedHours: z.number().min(1),
  types: z
    .array(
      z.object({
        extension,
        /** Other endings of the same type. */
        also: z.array(extension).default([]),
        /** Media type. */
        type: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
        name: bilingual,
      }),
    )
    .min(1),
});
export type FileRules = z.infer<typeof rulesFile>;

const shipped = path.join(import.meta.dirname, '../../../reference/attachments/rules.json');

/** Reads which files may be attached. @throws Refusal naming the field that is at fault */
export function readFileRules(file = shipped): FileRules {
  return readReferenceFile(rulesFile, file);
}
