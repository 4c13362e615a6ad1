import { Refusal } from '#base/errors';
import type { Queries } from '#base/db';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { lastNumber } from './store.ts';

const mostOfDay = 9999;
const mostTries = 50;

/** Number of a penalty case: division, day and serial, such as `CF370102-20260302-0001`. */
export const numberPrefix = (organ: RegisteredOrgan, day: string): string =>
  `CF${organ.region.slice(0, 6)}-${day.replaceAll('-', '')}-`;

/** Number of the decision (文书号) of a case, such as 行罚〔2026〕370102-0302-0001号: one of each case. */
export const decisionNumber = (caseNumber: string, day: string): string => {
  const [division = '', date = '', serial = ''] = caseNumber.replace(/^CF/, '').split('-');
  return `行罚〔${day.slice(0, 4)}〕${division}-${date.slice(4)}-${serial}号`;
};

/**
 * Opens a case under the next number of a day; one that somebody else has just taken is passed over.
 * Refusal: conflict, when a day has no number left.
 */
export async function withNextNumber<T>(
  db: Queries,
  prefix: string,
  open: (number: string) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const serial = Number((await lastNumber(db, prefix))?.slice(-4) ?? 0) + 1;
    if (serial > mostOfDay)
      throw new Refusal('conflict', { field: 'offence', expected: `at most ${mostOfDay} cases a day` });
    try {
      return await open(`${prefix}${String(serial).padStart(4, '0')}`);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'case-exists') || attempt === mostTries) throw error;
    }
  }
}
