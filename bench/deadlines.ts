import chineseDays from 'chinese-days';
import { readCalendars } from '#spine/calendar/calendar-files';
import { dateText, epochDayOf } from '#spine/calendar/civil-date';
import { compileCalendar } from '#spine/calendar/working-days';
import { median, type Result } from './result.ts';

const questions = 2000;
const rounds = 3;
const passes = 500;

interface Question {
  from: string;
  n: number;
}

/** The same questions in every run: dates all over 2007 to mid-2026, 1 to 60 working days on. */
function askedDates(): Question[] {
  const first = epochDayOf('2007-01-01');
  const days = epochDayOf('2026-06-30') - first;
  return Array.from({ length: questions }, (_, i) => ({
    from: dateText(first + ((i * 7919) % days)),
    n: 1 + ((i * 31) % 60),
  }));
}

/** Answers per second of one pass over the questions, `times` times over; keeps the answers of the last. */
function measure(asked: Question[], times: number, answer: (from: string, n: number) => string) {
  const answers: string[] = Array.from({ length: asked.length }, () => '');
  const began = performance.now();
  for (let time = 0; time < times; time++)
    for (let i = 0; i < asked.length; i++) answers[i] = answer(asked[i]!.from, asked[i]!.n);
  return { perSecond: (asked.length * times * 1000) / (performance.now() - began), answers };
}

/**
 * Working-day deadlines, dates as text in and out, against chinese-days (whose data ours come from): answers
 * per second, medians of three rounds taken in turns. @throws Error when any answer differs
 */
export async function benchDeadlines(): Promise<Result[]> {
  const china = compileCalendar(readCalendars().find((data) => data.code === 'CN')!);
  const asked = askedDates();
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const mine = measure(asked, passes, (from, n) => china.addWorkingDaysText(from, n));
    const theirs = measure(asked, 1, (from, n) => chineseDays.findWorkday(n, from));
    asked.forEach(({ from, n }, i) => {
      if (mine.answers[i] !== theirs.answers[i])
        throw new Error(`${from} + ${n}: ${mine.answers[i]}, chinese-days says ${theirs.answers[i]}`);
    });
    ours.push(mine.perSecond);
    peer.push(theirs.perSecond);
  }
  return [
    {
      name: 'deadlines, dates as text in and out',
      unit: 'per second',
      ours: median(ours),
      peer: { name: 'chinese-days', value: median(peer) },
      limit: { ratio: 80 },
      note: `${questions.toLocaleString('en')} questions, answers equal`,
    },
  ];
}
