import { Input } from 'antd';
import { useTranslation } from 'react-i18next';

interface DateRangeProps {
  id: string;
  /** What the dates are of, e.g. "fired": read out with each input. */
  of: string;
  from: string | undefined;
  to: string | undefined;
  onChange: (from: string | undefined, to: string | undefined) => void;
}

/** Two civil dates, each may be open; the browser's own date inputs work by keyboard and on a phone. */
export function DateRange({ id, of, from, to, onChange }: DateRangeProps) {
  const { t } = useTranslation('workbench');
  const wrong = from !== undefined && to !== undefined && from > to;
  return (
    <>
      <div className="wb-date-range">
        <Input
          id={id}
          type="date"
          aria-label={t('dates.from', { of })}
          value={from ?? ''}
          max={to}
          status={wrong ? 'error' : ''}
          onChange={(event) => onChange(event.target.value || undefined, to)}
        />
        <span aria-hidden="true">–</span>
        <Input
          type="date"
          aria-label={t('dates.to', { of })}
          value={to ?? ''}
          min={from}
          status={wrong ? 'error' : ''}
          onChange={(event) => onChange(from, event.target.value || undefined)}
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
