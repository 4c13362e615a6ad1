import { z } from 'zod';
import { readReference, referenceHead } from '#spine/calendar/reference-folder';

const count = z.number().int().min(1);

const rulesFile = z.object({
  ...referenceHead,
  /** Whom clients turn to, and how they get a key: for the discovery document. */
  contact: z.string().min(1),
  keyService: z.string().min(1),
  /** The span of a query by default and at most, in days. */
  days: count,
  mostRequests: count,
  /** Of requests that are asked for with their history, which is read for each. */
  mostWithExtensions: count,
  /** Requests that one key may send. */
  rate: z.object({ requests: count, perSeconds: count }),
});

/** Bounds and words of the interface, with their basis (reference/hotline/open311.json). */
export const open311Rules = readReference(rulesFile, 'hotline/open311.json');
