import { DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/language.ts';
import { Section } from '../ui/section.tsx';
import { type CalendarDay, weekdayKey } from './year-days.ts';

interface DayListProps {
  year: number;
  days: readonly CalendarDay[];
  onRemove: (date: string) => void;
}

/** The same days as a list, those outside the year included: a notice may reach into the December before. */
export function DayList({ year, days, onRemove }: DayListProps) {
  const { t } = useTranslation('workbench-basis');
  const pick = usePick();
  return (
    <Section title={t('calendar.list', { count: days.length })}>
      {days.length === 0 && <p className="wb-quiet">{t('calendar.noDays')}</p>}
      <ul className="wb-day-list">
        {days.map((day) => (
          <li key={day.date}>
            <span className={`wb-day-mark wb-day-${day.kind}`}>
              {t(day.kind === 'holiday' ? 'day.holidaySign' : 'day.makeupSign')}
            </span>
            <span>
              <time dateTime={day.date}>{day.date}</time> {t(`weekday.${weekdayKey(day.date)}`)}
            </span>
            <span>
              {pick(day.name)}
              {!day.date.startsWith(`${year}-`) && (
                <span className="wb-quiet"> ({t('calendar.outside')})</span>
              )}
            </span>
            <Button
              className="no-print"
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('calendar.remove', { date: day.date })}
              onClick={() => onRemove(day.date)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
