import { z } from 'zod';

/** A text for people: Chinese first, English complete. */
export const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingual>;

/** A short machine name: letters, digits, dot, dash, underscore, colon. */
export const code = z
  .string()
  .min(1)
  .max(80)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u,
    'letters, digits and . _ : - , beginning with a letter or digit',
  );

/** A division code of 12 digits (GB/T 2260 and GB/T 10114). */
export const regionCode = z.string().regex(/^\d{12}$/, 'a division code of 12 digits');

/** RFC 3339 with an offset. */
export const rfc3339 = z.iso.datetime({ offset: true });

/** A civil date, YYYY-MM-DD. ISO 8601 has a year 0, the database has none. */
export const civilDate = z.iso
  .date('a date such as 2026-11-03')
  .refine((date) => date >= '0001', 'a date from the year 1 on');

/** An amount in yuan as decimal text with at most two places, exact; never a number. */
export const amount = z
  .string()
  .regex(/^-?\d{1,14}(\.\d{1,2})?$/, 'an amount in yuan with at most two places, e.g. 1234.50');

/** An amount of more than nothing. */
export const positiveAmount = amount.refine(
  (text) => !text.startsWith('-') && /[1-9]/.test(text),
  'an amount of more than 0 yuan, e.g. 1234.50',
);

const knownZones = new Set<string>();

/** A time zone by its IANA name. */
export const timeZone = z.string().refine((name) => {
  if (knownZones.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  knownZones.add(name);
  return true;
}, 'a time zone of the IANA database, e.g. Asia/Shanghai');

/** A month of the calendar. */
export const month = z.string().regex(/^\d{4}-\d{2}$/, 'a month such as 2026-03');
