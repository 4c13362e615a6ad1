import { useTranslation } from 'react-i18next';
import { CivilDateInput } from './civil-date-input.tsx';

interface DateRangeProps {
  id: string;
  /** What the dates are of, e.g. "fired": read out with each input. */
  of: string;
  from: string | undefined;
  to: string | undefined;
  onChange: (from: string | undefined, to: string | undefined) => void;
}

/** Two civil dates, each may be open. */
export function DateRange({ id, of, from, to, onChange }: DateRangeProps) {
  const { t } = useTranslation('workbench');
  const wrong = from !== undefined && to !== undefined && from > to;
  return (
    <>
      <div className="wb-date-range">
        <CivilDateInput
          id={id}
          aria-label={t('dates.from', { of })}
          value={from}
          wrong={wrong}
          onChange={(date) => onChange(date, to)}
        />
        <span aria-hidden="true">–</span>
        <CivilDateInput
          aria-label={t('dates.to', { of })}
          value={to}
          wrong={wrong}
          onChange={(date) => onChange(from, date)}
        />
      </div>
      {wrong && (
        <p className="wb-field-error" role="alert">
          {t('dates.wrongOrder')}
        </p>
      )}
    </>
  );
}
