import { z } from 'zod';
import { attachmentId } from '#contract/attachments';

const value = z.string().max(4000);

/** A form as far as it is filled in: nothing in it has been checked. */
export const filledForm = z.object({
  applicant: z.record(z.string().max(80), value),
  answers: z.record(z.string().max(80), value),
  /** Uploaded files by code of the material. */
  materials: z.record(z.string().max(80), z.array(attachmentId).max(20)),
});
export type FilledForm = z.infer<typeof filledForm>;
