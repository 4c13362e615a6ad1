import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { alertLevel } from '#contract/alerts';
import { RegionCascader } from '../../ui/region-cascader.tsx';
import { DateRange } from '../ui/date-range.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { ItemSelect } from '../ui/item-select.tsx';
import { OrganSelect } from '../ui/organ-select.tsx';
import { PlatformSelect } from '../ui/platform-select.tsx';
import type { StatisticsSearch } from './statistics-search.ts';

interface Props {
  search: StatisticsSearch;
  onChange: (patch: StatisticsSearch) => void;
}

const none: StatisticsSearch = {
  region: undefined,
  organ: undefined,
  item: undefined,
  platform: undefined,
  colour: undefined,
  from: undefined,
  to: undefined,
};

/** What narrows a view. */
export function ViewFilters({ search, onChange }: Props) {
  const { t } = useTranslation('workbench-statistics');
  const active = Object.keys(none).filter((name) => search[name as keyof StatisticsSearch]).length;
  return (
    <FilterBar active={active} onClear={() => onChange({ ...none, compare: undefined })}>
      <FilterField label={t('filters.region')}>
        {(id) => (
          <RegionCascader
            id={id}
            value={search.region}
            onChange={(region) => onChange({ region })}
            style={{ width: '100%' }}
          />
        )}
      </FilterField>
      <FilterField label={t('filters.organ')}>
        {(id) => (
          <OrganSelect id={id} value={search.organ} onChange={(organ) => onChange({ organ })} allowClear />
        )}
      </FilterField>
      <FilterField label={t('filters.item')}>
        {(id) => <ItemSelect id={id} value={search.item} onChange={(item) => onChange({ item })} />}
      </FilterField>
      <FilterField label={t('filters.platform')}>
        {(id) => (
          <PlatformSelect id={id} value={search.platform} onChange={(platform) => onChange({ platform })} />
        )}
      </FilterField>
      <FilterField label={t('filters.colour')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={search.colour}
            placeholder={t('filters.anyColour')}
            options={alertLevel.options.map((value) => ({
              value,
              label: t(`terms:level.${value}` as never) as string,
            }))}
            onChange={(colour) => onChange({ colour: colour || undefined, measure: undefined })}
          />
        )}
      </FilterField>
      <FilterField label={t('filters.days')} wide>
        {(id) => (
          <DateRange
            id={id}
            of={t('filters.days')}
            from={search.from}
            to={search.to}
            onChange={(from, to) => onChange({ from, to })}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}
