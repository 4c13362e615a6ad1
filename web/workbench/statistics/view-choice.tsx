import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { comparisons, dimensions, measures, periods } from '#contract/statistics';
import { FilterField } from '../ui/filter-bar.tsx';
import { displays, type StatisticsSearch, viewOf } from './statistics-search.ts';

interface Props {
  search: StatisticsSearch;
  onChange: (patch: StatisticsSearch) => void;
}

/** What is counted by what, beside what, and how it is shown. */
export function ViewChoice({ search, onChange }: Props) {
  const { t } = useTranslation('workbench-statistics');
  const { rows, columns, measure, period, compare, colour } = viewOf(search);
  const byColour = rows === 'colour' || columns === 'colour' || colour !== undefined;
  const byTime = rows === 'time' || columns === 'time';
  const named = <T extends string>(values: readonly T[], group: string) =>
    values.map((value) => ({ value, label: t(`${group}.${value}` as 'dimension.region') }));
  /** Colours are of alerts: what is counted follows. */
  const by = (patch: StatisticsSearch) => onChange({ ...patch, measure: undefined });
  return (
    <section className="wb-filters no-print" aria-label={t('choice')}>
      <div className="wb-filters-fields">
        <FilterField label={t('rows')}>
          {(id) => (
            <Select
              id={id}
              value={rows}
              options={named(dimensions, 'dimension')}
              onChange={(value) => by({ rows: value, ...(value === columns && { columns: 'none' }) })}
            />
          )}
        </FilterField>
        <FilterField label={t('columns')}>
          {(id) => (
            <Select
              id={id}
              value={columns}
              options={[
                { value: 'none' as const, label: t('noColumns') },
                ...named(
                  dimensions.filter((one) => one !== rows),
                  'dimension',
                ),
              ]}
              onChange={(value) => by({ columns: value })}
            />
          )}
        </FilterField>
        <FilterField label={t('measureLabel')}>
          {(id) => (
            <Select
              id={id}
              value={byColour ? 'alerts' : (measure ?? 'opened')}
              disabled={byColour}
              options={named(measures, 'measure')}
              onChange={(value) => onChange({ measure: value })}
            />
          )}
        </FilterField>
        {byTime && (
          <FilterField label={t('periodLabel')}>
            {(id) => (
              <Select
                id={id}
                value={period}
                options={named(periods, 'period')}
                onChange={(value) => onChange({ period: value })}
              />
            )}
          </FilterField>
        )}
        <FilterField label={t('compareLabel')}>
          {(id) => (
            <Select
              id={id}
              value={compare}
              options={named(comparisons, 'compare')}
              onChange={(value) => onChange({ compare: value })}
            />
          )}
        </FilterField>
        <FilterField label={t('show')} wide>
          {() => (
            <Segmented
              aria-label={t('show')}
              value={search.show ?? 'table'}
              options={named(displays, 'display')}
              onChange={(value) => onChange({ show: value })}
            />
          )}
        </FilterField>
      </div>
    </section>
  );
}
