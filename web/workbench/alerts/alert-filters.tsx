import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { alertStatus, alertsApi } from '#contract/alerts';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { RegionCascader } from '../../ui/region-cascader.tsx';
import { DateRange } from '../ui/date-range.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { ItemSelect } from '../ui/item-select.tsx';
import { OrganSelect } from '../ui/organ-select.tsx';
import { PlatformSelect } from '../ui/platform-select.tsx';
import { SourceSelect } from '../ui/source-select.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import type { AlertSearch } from './alert-match.ts';

interface AlertFiltersProps {
  search: AlertSearch;
  onChange: (patch: AlertSearch) => void;
}

const ruleClasses = [1, 2, 3, 4, 5, 6] as const;

const narrowing = [
  'region',
  'organ',
  'item',
  'platform',
  'source',
  'rule',
  'ruleClass',
  'status',
  'from',
  'to',
  'caseNumber',
] as const;

/** What narrows the queue of alerts, besides the level. */
export function AlertFilters({ search, onChange }: AlertFiltersProps) {
  const { t } = useTranslation(['workbench-queues', 'workbench', 'terms']);
  const pick = usePick();
  const rules = useEndpoint(alertsApi.listRules, {}, { staleTime: 300_000 });
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
      <FilterField label={t('alerts.item')}>
        {(id) => <ItemSelect id={id} value={search.item} onChange={(item) => onChange({ item })} />}
      </FilterField>
      <FilterField label={t('alerts.rule')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('alerts.anyRule')}
            value={search.rule}
            onChange={(rule?: string) => onChange({ rule: rule || undefined })}
            options={(rules.data ?? []).map((rule) => ({ value: rule.code, label: pick(rule.title) }))}
            popupMatchSelectWidth={280}
          />
        )}
      </FilterField>
      <FilterField label={t('alerts.ruleClass')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            maxTagCount="responsive"
            placeholder={t('alerts.anyClass')}
            value={search.ruleClass ?? []}
            onChange={(classes) => onChange({ ruleClass: classes.length > 0 ? classes : undefined })}
            options={ruleClasses.map((one) => ({ value: one, label: t(`terms:ruleClass.${one}`) }))}
          />
        )}
      </FilterField>
      <FilterField label={t('alerts.status')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            maxTagCount="responsive"
            placeholder={t('alerts.anyStatus')}
            value={search.status ?? []}
            onChange={(status) => onChange({ status: status.length > 0 ? status : undefined })}
            options={alertStatus.options.map((status) => ({
              value: status,
              label: t(`terms:alertStatus.${status}`),
            }))}
          />
        )}
      </FilterField>
      <FilterField label={t('alerts.platform')}>
        {(id) => (
          <PlatformSelect id={id} value={search.platform} onChange={(platform) => onChange({ platform })} />
        )}
      </FilterField>
      <FilterField label={t('alerts.source')}>
        {(id) => <SourceSelect id={id} value={search.source} onChange={(source) => onChange({ source })} />}
      </FilterField>
      <FilterField label={t('alerts.fired')} wide>
        {(id) => (
          <DateRange
            id={id}
            of={t('alerts.fired')}
            from={search.from}
            to={search.to}
            onChange={(from, to) => onChange({ from, to })}
          />
        )}
      </FilterField>
      <FilterField label={t('alerts.case')}>
        {(id) => (
          <SearchInput
            id={id}
            value={search.caseNumber}
            onChange={(caseNumber) => onChange({ caseNumber })}
            placeholder={t('alerts.caseExact')}
          />
        )}
      </FilterField>
      <FilterField label={t('workbench:sort.label')}>
        {(id) => (
          <Select
            id={id}
            value={search.sort ?? 'newest'}
            onChange={(sort) => onChange({ sort: sort === 'newest' ? undefined : sort })}
            options={(['newest', 'oldest', 'level'] as const).map((sort) => ({
              value: sort,
              label: t(`workbench:sort.${sort}`),
            }))}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}
