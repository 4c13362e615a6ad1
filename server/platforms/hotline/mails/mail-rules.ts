import { z } from 'zod';
import { ticketKind } from '#contract/hotline/ticket-names';
import { code, regionCode } from '#contract/text';
import { readReference, referenceHead } from '#spine/calendar/reference-folder';

const count = z.number().int().min(1);

const rulesFile = z.object({
  ...referenceHead,
  /** Pause between two readings of the mailbox. */
  pollSeconds: count,
  /** Messages of one reading. */
  mostAtOnce: count,
  /** A larger message is not downloaded. */
  maxBytes: count,
  /** Characters of a message that are kept. */
  mostContent: count,
  /** Where a message belongs that names no place, and what it is until an agent has sorted it. */
  region: regionCode,
  category: code,
  kind: ticketKind,
  /** Answers with the receipt code: to one address, within so many seconds; how often a failed one is tried. */
  answers: z.object({ perSender: count, perSeconds: count, tries: count }),
  /** From this share of characters that could not be decoded on, a message counts as unreadable. */
  unreadableShare: z.number().min(0).max(1),
});

/** How the mailbox is read (reference/hotline/mails.json). @throws Refusal naming the field that is at fault */
export const mailRules = readReference(rulesFile, 'hotline/mails.json');
