import { z } from 'zod';
import type { BulletinColumn } from '#contract/bulletins';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const count = z.number().int().min(1);
const head = { code, version: count, effectiveFrom: civilDate, name: bilingual, basis: bilingual };

const columnsFile = z.object({
  ...head,
  columns: z
    .array(z.object({ code, parent: code.optional(), name: bilingual }))
    .min(1)
    .refine(
      (all) =>
        all.every(({ code: own, parent }, at) => {
          const before = all.slice(0, at).map((one) => one.code);
          return !before.includes(own) && (parent === undefined || before.includes(parent));
        }),
      'each code once, behind its parent',
    ),
});
const rulesFile = z.object({
  ...head,
  /** Characters of a text that lists, feeds and mails show. */
  excerptCharacters: count.max(400),
  feedEntries: count.max(100),
  /** How long a subscription waits for its confirmation. */
  confirmHours: count.max(24 * 30),
  mostSubscriptionsOfAddress: count,
  /** How often one address of the network may ask for subscriptions. */
  rate: z.object({ requests: count, perSeconds: count }),
});

/** The columns of bulletins, parents before children (reference/bulletins/columns.json). */
export const bulletinColumns: readonly BulletinColumn[] = readReference(
  columnsFile,
  'bulletins/columns.json',
).columns.map(({ parent, ...column }) => ({ ...column, parent: parent ?? null }));

/** Lengths, terms and rates of bulletins, with their basis (reference/bulletins/rules.json). */
export const bulletinRules = readReference(rulesFile, 'bulletins/rules.json');

const byCode = new Map(bulletinColumns.map((column) => [column.code, column]));

/** A column by its code; one that was taken away since bears its code as its name. */
export const columnNamed = (wanted: string): BulletinColumn =>
  byCode.get(wanted) ?? { code: wanted, parent: null, name: { zh: wanted, en: wanted } };

export const isColumn = (wanted: string): boolean => byCode.has(wanted);

/** A column and those below it. */
export function columnsFrom(wanted: string): string[] {
  const found = [wanted];
  for (const { code: own, parent } of bulletinColumns)
    if (parent !== null && found.includes(parent)) found.push(own);
  return found;
}

/** A column and those above it. */
export function columnsAbove(wanted: string): string[] {
  const { code: own, parent } = columnNamed(wanted);
  return parent === null ? [own] : [own, ...columnsAbove(parent)];
}
