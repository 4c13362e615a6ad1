import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, usePick } from '../../i18n/language.ts';
import { addDays, type CalendarDay, kindOf, weekdayKey, weeksOf } from './year-days.ts';
import './year-grid.css';

interface YearGridProps {
  year: number;
  days: readonly CalendarDay[];
  onClick: (date: string) => void;
}
const moves: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** The twelve months of a year; arrow keys walk from day to day, Enter or a click sets one. */
export function YearGrid({ year, days, onClick }: YearGridProps) {
  const { t } = useTranslation('workbench-basis');
  const special = useMemo(() => new Map(days.map((day) => [day.date, day])), [days]);
  const [focused, setFocused] = useState(`${year}-01-01`);
  const grid = useRef<HTMLDivElement>(null);
  const walk = (event: React.KeyboardEvent) => {
    const step = moves[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = addDays(focused, step);
    if (!next.startsWith(`${year}-`)) return;
    setFocused(next);
    grid.current?.querySelector<HTMLButtonElement>(`[data-date="${next}"]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons inside
    <div className="wb-year" ref={grid} onKeyDown={walk}>
      {months.map((month) => (
        <Month
          key={month}
          year={year}
          month={month}
          special={special}
          focused={focused}
          onFocus={setFocused}
          onClick={onClick}
        />
      ))}
      <p className="wb-year-legend">
        <span>
          <i className="wb-day-holiday">{t('day.holidaySign')}</i> {t('day.holiday')}
        </span>
        <span>
          <i className="wb-day-makeup-workday">{t('day.makeupSign')}</i> {t('day.makeup-workday')}
        </span>
        <span>
          <i className="wb-day-weekend">6</i> {t('day.weekend')}
        </span>
      </p>
    </div>
  );
}

interface MonthProps {
  year: number;
  month: number;
  special: ReadonlyMap<string, CalendarDay>;
  focused: string;
  onFocus: (date: string) => void;
  onClick: (date: string) => void;
}

function Month({ year, month, special, focused, onFocus, onClick }: MonthProps) {
  const { language } = useLanguage();
  const locale = language === 'zh' ? 'zh-CN' : 'en';
  const title = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(year, month - 1, 1)),
  );
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' });
  const weekdayLong = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  const head = Array.from({ length: 7 }, (_, index) => new Date(Date.UTC(1970, 0, 5 + index)));
  return (
    <table className="wb-month">
      <caption>{title}</caption>
      <thead>
        <tr>
          {head.map((day) => (
            <th key={day.getTime()} scope="col" abbr={weekdayLong.format(day)}>
              {weekday.format(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the weeks of a month never move
          <tr key={row}>
            {week.map((date, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: nor do the days of a week
              <td key={column}>
                {date && (
                  <Day
                    date={date}
                    special={special}
                    tabbable={date === focused}
                    onFocus={onFocus}
                    onClick={onClick}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps extends Pick<MonthProps, 'special' | 'onFocus' | 'onClick'> {
  date: string;
  tabbable: boolean;
}

function Day({ date, special, tabbable, onFocus, onClick }: DayProps) {
  const { t } = useTranslation('workbench-basis');
  const pick = usePick();
  const kind = kindOf(date, special);
  const name = special.get(date)?.name;
  const words = [date, t(`weekday.${weekdayKey(date)}`), t(`day.${kind}`), name && pick(name)];
  return (
    <button
      type="button"
      data-date={date}
      className={`wb-day wb-day-${kind}`}
      tabIndex={tabbable ? 0 : -1}
      title={words.filter(Boolean).join(' · ')}
      aria-label={words.filter(Boolean).join(', ')}
      onFocus={() => onFocus(date)}
      onClick={() => onClick(date)}
    >
      {Number(date.slice(8))}
      {kind === 'holiday' && <i aria-hidden="true">{t('day.holidaySign')}</i>}
      {kind === 'makeup-workday' && <i aria-hidden="true">{t('day.makeupSign')}</i>}
    </button>
  );
}
