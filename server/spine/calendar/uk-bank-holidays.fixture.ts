import { type CalendarData, calendarData } from '#contract/calendar';

const bankHolidays: Record<number, string[]> = {
  2007: '01-01 01-02 03-19 04-06 04-09 05-07 05-28 07-12 08-06 08-27 11-30 12-25 12-26'.split(' '),
  2008: '01-01 01-02 03-17 03-21 03-24 05-05 05-26 07-14 08-04 08-25 12-01 12-25 12-26'.split(' '),
  2009: '01-01 01-02 03-17 04-10 04-13 05-04 05-25 07-13 08-03 08-31 11-30 12-25 12-28'.split(' '),
};
const name = { zh: '银行假日', en: 'Bank holiday' };

/**
 * A calendar of somewhere else, as any installation may add one: bank holidays of any part of the United
 * Kingdom, as the Freedom of Information Act 2000 s. 10(6) counts them, so St Patrick's Day is one.
 */
export const ukBankHolidays: CalendarData = calendarData.parse({
  code: 'GB',
  version: 1,
  effectiveFrom: '2007-01-01',
  name: { zh: '英国', en: 'United Kingdom' },
  years: Object.entries(bankHolidays).map(([year, days]) => ({
    year: Number(year),
    status: 'published',
    days: days.map((day) => ({ date: `${year}-${day}`, name, kind: 'holiday' })),
  })),
});
