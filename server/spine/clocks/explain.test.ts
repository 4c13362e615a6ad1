import { describe, expect, test } from 'vitest';
import { explanationLine } from '#contract/explanation';
import { extendClock, pauseClock, resumeClock } from '#spine/clocks/clock-state';
import { at, china, clockOf } from '#spine/clocks/clock.fixture';
import { explain } from '#spine/clocks/explain';

const basis = [{ law: '行政许可法', article: '第四十二条' }];
const twenty = { n: 20, unit: 'working-day' } as const;
const said = (clock: Parameters<typeof explain>[0]) =>
  explain(clock, china, basis).map((line) => line.text.zh);
const pauseFrom = (from: string) => ({ at: at(from), kind: 'hearing', basis: '许可法第四十五条' });

describe('an explanation', () => {
  test('given a start in the evening before the Spring Festival, when explained, then every step is told', () => {
    expect(said(clockOf(twenty, '2026-02-10 18:20'))).toEqual([
      '2026-02-10 18:20 起算',
      '依据：行政许可法第四十二条',
      '起算时间在工作时段之外，顺延至2026-02-11 09:00',
      '期限20个工作日，开始的当日不计入',
      '2026-02-14 春节调休上班（国办发明电〔2025〕7号），计入',
      '2026-02-15至2026-02-23 春节放假（国办发明电〔2025〕7号），不计9天',
      '2026-02-28 春节调休上班（国办发明电〔2025〕7号），计入',
      '2026-03-01 周末，不计1天',
      '2026-03-07至2026-03-08 周末，不计2天',
      '2026-03-14至2026-03-15 周末，不计2天',
      '2026-02-12至2026-03-17共20个工作日',
      '到期：2026-03-17 17:30',
    ]);
  });

  test('given a ledger, when explained, then pause and extension say what they move', () => {
    const resumed = resumeClock(
      pauseClock(clockOf(twenty, '2026-03-02 10:00'), pauseFrom('2026-03-04 15:00')),
      at('2026-03-06 09:30'),
    );
    const extension = {
      at: at('2026-03-20 10:00'),
      n: 10,
      unit: 'working-day',
      basis: '负责人批准',
    } as const;
    const lines = explain(extendClock(resumed, extension), china);
    expect(lines.find((line) => line.kind === 'pause')).toMatchObject({
      counted: true,
      givenBack: 2,
      unit: 'working-day',
      text: {
        en: '2026-03-04 15:00 to 2026-03-06 09:30: paused (hearing, basis: 许可法第四十五条), 2 working days given back',
      },
    });
    expect(lines.find((line) => line.kind === 'extension')).toMatchObject({
      counted: true,
      text: { zh: '2026-03-20 10:00 延长10个工作日，依据：负责人批准' },
    });
    expect(lines.find((line) => line.kind === 'counted')).toMatchObject({ workingDays: 32, givenBack: 2 });
  });

  test('given a pause after the due time, when explained, then it says that nothing moves', () => {
    const late = pauseClock(clockOf(twenty, '2026-03-02 10:00'), pauseFrom('2026-04-20 15:00'));
    const line = explain(late, china).find((one) => one.kind === 'pause');
    expect(line).toMatchObject({ counted: false });
    expect(line?.text.zh).toContain('不影响到期时间');
  });

  test('given an open pause, when explained, then there is no due time and no day is counted', () => {
    const lines = explain(
      pauseClock(clockOf(twenty, '2026-03-02 10:00'), pauseFrom('2026-03-04 15:00')),
      china,
    );
    expect(lines.map((line) => line.kind)).toEqual(['start', 'budget', 'pause', 'due']);
    expect(lines.at(-1)).toMatchObject({ at: null });
  });

  test('given a month that ends on a Sunday of an unannounced year, when explained, then roll and doubt are told', () => {
    expect(said(clockOf({ n: 1, unit: 'month', rollEnd: true }, '2026-12-31 10:00')).slice(2)).toEqual([
      '期限1个月，开始的当日不计入',
      '最后一日2027-01-31不是工作日，顺延至2027-02-01（民法典第二百零三条）',
      '2027年放假安排未公布，暂按周末推算，公布后重新计算',
      '到期：2027-02-01 17:30',
    ]);
  });

  test('given a due time of the source, when explained, then its giver is named', () => {
    const clock = clockOf({ due: at('2026-03-10 13:42'), givenBy: 'register' }, '2026-03-02 10:00');
    expect(explain(clock, china).map((line) => line.text.en)).toEqual([
      '2026-03-02 10:00: the clock starts',
      'The due time was given by register: 2026-03-10 13:42',
      'Due: 2026-03-10 13:42',
    ]);
  });

  test('given a start on a weekend, when explained, then the roll lists the days that it passes over', () => {
    const line = explain(clockOf(twenty, '2026-03-07 10:00'), china).find(
      (one) => one.kind === 'start-rolled',
    );
    expect(line).toMatchObject({
      to: at('2026-03-09 09:00'),
      days: [
        { date: '2026-03-07', reason: 'weekend' },
        { date: '2026-03-08', reason: 'weekend' },
      ],
    });
  });

  test('given working hours over a weekend, when explained, then the weekend is told', () => {
    const kinds = explain(clockOf({ n: 10, unit: 'working-hour' }, '2026-03-06 15:00'), china);
    expect(kinds.map((line) => line.kind)).toEqual(['start', 'budget', 'skipped', 'due']);
  });

  test('given a holiday that a second notice made longer, when explained, then each notice has its days', () => {
    const lines = explain(clockOf({ n: 5, unit: 'working-day' }, '2020-01-23 10:00'), china);
    const holidays = lines.flatMap((line) => (line.kind === 'skipped' && line.notice ? [line] : []));
    expect(holidays.map((line) => [line.notice?.number, line.days.length])).toEqual([
      ['国办发明电〔2019〕16号', 7],
      ['国办发明电〔2020〕1号', 3],
    ]);
  });

  test('given hours after days that end on a make-up workday, when explained, then that day is told once', () => {
    const extension = { at: at('2026-02-13 11:00'), n: 3, unit: 'working-hour', basis: '' } as const;
    const clock = extendClock(clockOf({ n: 1, unit: 'working-day' }, '2026-02-13 10:00'), extension);
    const made = explain(clock, china).filter((line) => line.kind === 'makeup-workday');
    expect(made.map((line) => line.date)).toEqual(['2026-02-14']);
  });

  test('given any of these, when checked, then every line has the shape of the contract', () => {
    const clock = pauseClock(clockOf(twenty, '2026-02-10 18:20'), pauseFrom('2026-03-17 17:00'));
    for (const line of explain(resumeClock(clock, at('2027-01-20 10:00')), china, basis))
      expect(explanationLine.parse(line)).toEqual(line);
  });
});
