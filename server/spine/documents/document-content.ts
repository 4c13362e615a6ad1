import { z } from 'zod';
import { bilingual, civilDate, code } from '#contract/text';

const line = z.string().min(1).max(400);

/**
 * What a document says. Kinds are open: a platform names its own. It is kept sealed as it was at issue, and printed again
 * from that; whether somebody is named in full or masked is decided by whoever writes it.
 */
export const documentContent = z.object({
  /** Machine name of the kind, such as `services.acceptance-notice`. */
  kind: code,
  /** The kind for people, such as 受理通知书. */
  kindName: bilingual,
  /** The issuing organ, as its name stands on paper. */
  organ: line,
  /** Document number (发文字号), such as 济审受〔2026〕12号. */
  number: line,
  title: line,
  /** Whom it is addressed to (主送), without the colon; absent where it is addressed to nobody. */
  addressee: line.optional(),
  paragraphs: z.array(z.string().min(1).max(5000)).min(1).max(100),
  /** One table after the paragraphs. */
  table: z
    .object({ columns: z.array(line).min(1).max(8), rows: z.array(z.array(z.string().max(1000))).max(500) })
    .refine(
      ({ columns, rows }) => rows.every((row) => row.length === columns.length),
      'as many cells as columns',
    )
    .optional(),
  /** What stands after the table, such as how to appeal. */
  closing: z.array(z.string().min(1).max(5000)).max(20).default([]),
  /** The date that stands on it (成文日期). */
  date: civilDate,
  /** Whether it is of a demonstration; then it says so in print. */
  demonstration: z.boolean().default(false),
});
export type DocumentContent = z.output<typeof documentContent>;
export type DocumentInput = z.input<typeof documentContent>;

/** Everything that the print depends on. */
export interface PrintedDocument extends DocumentContent {
  /** The code to verify it by, in groups of six. */
  verificationCode: string;
  /** Where it is verified, such as https://mirror.example.cn/verify/…; null: the installation has no address of its own. */
  verifyAt: string | null;
}
