import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FilterField } from '../../../../workbench/ui/filter-bar.tsx';

interface Props {
  period: string;
  onChange: (period: string) => void;
}

const firstYear = 2007;
const months = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));

/** A year, and in it a month, a quarter, a half or all of it. */
export function PeriodSelect({ period, onChange }: Props) {
  const { t } = useTranslation('powers-scores');
  const [year = '', part = 'all'] = period.split('-');
  const newest = Math.max(new Date().getFullYear(), Number(year));
  const years = Array.from({ length: newest - firstYear + 1 }, (_, i) => String(newest - i));
  if (!years.includes(year)) years.push(year);
  const join = (of: string, chosen: string) => (chosen === 'all' ? of : `${of}-${chosen}`);
  return (
    <>
      <FilterField label={t('year')}>
        {(id) => (
          <Select
            id={id}
            value={year}
            onChange={(of: string) => onChange(join(of, part))}
            options={years.map((value) => ({ value, label: value }))}
          />
        )}
      </FilterField>
      <FilterField label={t('part')}>
        {(id) => (
          <Select
            id={id}
            value={part}
            onChange={(chosen: string) => onChange(join(year, chosen))}
            options={[
              ...months.map((month) => ({ value: month, label: t('month', { month: Number(month) }) })),
              ...[1, 2, 3, 4].map((n) => ({ value: `Q${n}`, label: t('quarter', { n }) })),
              { value: 'H1', label: t('half.H1') },
              { value: 'H2', label: t('half.H2') },
              { value: 'all', label: t('whole') },
            ]}
          />
        )}
      </FilterField>
    </>
  );
}
