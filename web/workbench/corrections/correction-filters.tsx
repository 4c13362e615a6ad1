import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AlertLevel } from '#contract/alerts';
import { RegionCascader } from '../../ui/region-cascader.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { OrganSelect } from '../ui/organ-select.tsx';
import type { CorrectionSearch } from './correction-search.ts';

interface CorrectionFiltersProps {
  search: CorrectionSearch;
  onChange: (patch: CorrectionSearch) => void;
}
const narrowing = ['region', 'organ', 'level', 'late'] as const;

/** What narrows the queue of corrections, besides the status. */
export function CorrectionFilters({ search, onChange }: CorrectionFiltersProps) {
  const { t } = useTranslation(['workbench-queues', 'workbench', 'terms']);
  const active = narrowing.filter((name) => search[name] !== undefined).length;
  const clear = () => onChange(Object.fromEntries(narrowing.map((name) => [name, undefined])));
  return (
    <FilterBar active={active} onClear={clear}>
      <FilterField label={t('alerts.place')}>
        {(id) => <RegionCascader id={id} value={search.region} onChange={(region) => onChange({ region })} />}
      </FilterField>
      <FilterField label={t('alerts.organ')}>
        {(id) => (
          <OrganSelect
            id={id}
            region={search.region}
            value={search.organ}
            onChange={(organ) => onChange({ organ })}
          />
        )}
      </FilterField>
      <FilterField label={t('alerts.level')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            placeholder={t('alerts.anyLevel')}
            value={search.level ?? []}
            onChange={(level: AlertLevel[]) => onChange({ level: level.length > 0 ? level : undefined })}
            options={(['red', 'yellow', 'notice'] as const).map((level) => ({
              value: level,
              label: t(`terms:level.${level}`),
            }))}
          />
        )}
      </FilterField>
      <FilterField label={t('corrections.lateness')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('corrections.anyLateness')}
            value={search.late}
            onChange={(late?: 'true' | 'false') => onChange({ late: late || undefined })}
            options={[
              { value: 'true', label: t('corrections.late') },
              { value: 'false', label: t('corrections.inTime') },
            ]}
          />
        )}
      </FilterField>
      <FilterField label={t('workbench:sort.label')}>
        {(id) => (
          <Select
            id={id}
            value={search.sort ?? 'due'}
            onChange={(sort) => onChange({ sort: sort === 'due' ? undefined : sort })}
            options={(['due', 'newest', 'oldest'] as const).map((sort) => ({
              value: sort,
              label: t(`workbench:sort.${sort}`),
            }))}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}
