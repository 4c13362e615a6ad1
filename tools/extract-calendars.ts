/** Writes `reference/calendars/CN.json` from chinese-days: `npx tsx tools/extract-calendars.ts`. */
import { createRequire } from 'node:module';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CalendarInput } from '#contract/calendar';
import { parseCalendar } from '#spine/calendar/calendar-files';

const firstYear = 2007;
const lastYear = 2026;
const folder = path.join(import.meta.dirname, '../reference/calendars');

interface PackageDays {
  /** date → 'English name,中文名,days by law' */
  holidays: Record<string, string>;
  workdays: Record<string, string>;
}

/** What the package does not know: `reference/calendars/sources/CN-notices.json`. */
interface NoticeNumbers {
  numbers: Record<string, string[]>;
  changed: { from: string; through: string; notice: number }[];
  names: Record<string, string>;
}

type Year = NonNullable<CalendarInput['years']>[number];
type Day = NonNullable<Year['days']>[number];

/** The addresses of the notices stand in comments of the package's source, below the year. */
export function noticeAddresses(source: string): Map<number, string[]> {
  const addresses = new Map<number, string[]>();
  for (const [comment] of source.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const year = /^\s*\*\s*(\d{4})\s*$/m.exec(comment)?.[1];
    if (year) addresses.set(Number(year), comment.match(/https?:\/\/\S+/g) ?? []);
  }
  return addresses;
}

/** A New Year's holiday in December was announced with the year to come. */
const announcedFor = (date: string, name: string): number =>
  Number(date.slice(0, 4)) + (date.slice(5, 7) === '12' && name.includes('元旦') ? 1 : 0);

function daysByYear(days: PackageDays, { changed, names }: NoticeNumbers): Map<number, Day[]> {
  const years = new Map<number, Day[]>();
  const add = (kind: Day['kind'], entries: Record<string, string>) => {
    for (const [date, label] of Object.entries(entries)) {
      const [en, zh] = label.split(',') as [string, string];
      const year = announcedFor(date, zh);
      const notice = changed.find((span) => date >= span.from && date <= span.through)?.notice;
      const name = { zh: names[zh] ?? zh, en: names[en] ?? en };
      years.set(year, [...(years.get(year) ?? []), { date, name, kind, ...(notice && { notice }) }]);
    }
  };
  add('holiday', days.holidays);
  add('makeup-workday', days.workdays);
  for (const list of years.values()) list.sort((one, other) => (one.date < other.date ? -1 : 1));
  return years;
}

/** One line per day, so that a change of the data can be read as a difference. */
export function toText(calendar: CalendarInput): string {
  const years = (calendar.years ?? []).map(({ days = [], ...year }) => {
    const head = JSON.stringify(year).slice(0, -1);
    const lines = days.map((day) => `      ${JSON.stringify(day)}`).join(',\n');
    return `    ${head},"days":[${lines ? `\n${lines}\n    ` : ''}]}`;
  });
  const head = JSON.stringify({ ...calendar, years: undefined }, null, 2).replace(/\n}$/, '');
  return `${head},\n  "years": [\n${years.join(',\n')}\n  ]\n}\n`;
}

/** The calendar as the installed package and `CN-notices.json` give it, checked. */
export async function chinaCalendar(): Promise<CalendarInput> {
  const root = path.dirname(createRequire(import.meta.url).resolve('chinese-days/package.json'));
  const read = async (file: string) => JSON.parse(await readFile(file, 'utf8'));
  const { version, license } = (await read(path.join(root, 'package.json'))) as Record<string, string>;
  const numbers = (await read(path.join(folder, 'sources/CN-notices.json'))) as NoticeNumbers;
  const days = daysByYear(await read(path.join(root, 'dist/chinese-days.json')), numbers);
  const addresses = noticeAddresses(await readFile(path.join(root, 'src/holidays/generate.ts'), 'utf8'));
  const years: Year[] = [];
  for (let year = firstYear; year <= lastYear; year++) {
    const list = days.get(year);
    const urls = addresses.get(year) ?? [];
    if (!list || urls.length === 0)
      throw new Error(`${year}: no days or no notice in chinese-days ${version}`);
    const notices = urls.map((url, index) => ({ number: numbers.numbers[year]?.[index], url }));
    years.push({ year, status: 'published', notices, days: list });
  }
  years.push({ year: lastYear + 1, status: 'provisional', notices: [], days: [] });
  const calendar: CalendarInput = {
    code: 'CN',
    version: 1,
    effectiveFrom: `${firstYear}-01-01`,
    name: { zh: '全国工作日历（国务院办公厅放假通知）', en: "China's working days (State Council notices)" },
    basis: {
      zh: '《全国年节及纪念日放假办法》和国务院办公厅各年度部分节假日安排的通知',
      en: 'Measures on Holidays for National Festivals and Commemoration Days; yearly notices of the General Office of the State Council',
    },
    source: { package: 'chinese-days', version: version!, licence: license },
    years,
  };
  parseCalendar(calendar, 'CN.json');
  return calendar;
}

if (process.argv[1] === import.meta.filename) {
  const calendar = await chinaCalendar();
  await writeFile(path.join(folder, 'CN.json'), toText(calendar));
  console.log(`reference/calendars/CN.json: ${calendar.years?.length} years, ${calendar.source?.version}`);
}
