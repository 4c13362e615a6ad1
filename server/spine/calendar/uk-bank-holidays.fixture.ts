import { type CalendarData, calendarData } from '#contract/calendar';

const bankHolidays: Record<number, string[]> = {
  2007: ['01-01', '04-06', '04-09', '05-07', '05-28', '08-27', '12-25', '12-26'],
  2008: ['01-01', '03-21', '03-24', '05-05', '05-26', '08-25', '12-25', '12-26'],
  2009: ['01-01', '04-10', '04-13', '05-04', '05-25', '08-31', '12-25', '12-28'],
};
const name = { zh: '银行假日', en: 'Bank holiday' };

/** Bank holidays of England and Wales, 2007 to 2009: a calendar of somewhere else, as any installation may add. */
export const ukBankHolidays: CalendarData = calendarData.parse({
  code: 'GB-ENG',
  version: 1,
  effectiveFrom: '2007-01-01',
  name: { zh: '英格兰和威尔士', en: 'England and Wales' },
  years: Object.entries(bankHolidays).map(([year, days]) => ({
    year: Number(year),
    status: 'published',
    days: days.map((day) => ({ date: `${year}-${day}`, name, kind: 'holiday' })),
  })),
});
