import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { caseStatuses } from '#contract/cases';
import { RegionCascader } from '../../ui/region-cascader.tsx';
import { DateRange } from '../ui/date-range.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { ItemSelect } from '../ui/item-select.tsx';
import { OrganSelect } from '../ui/organ-select.tsx';
import { PlatformSelect } from '../ui/platform-select.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { SourceSelect } from '../ui/source-select.tsx';
import { YesNoSelect } from '../ui/yes-no-select.tsx';
import type { CaseSearch } from './case-search.ts';

interface CaseFiltersProps {
  search: CaseSearch;
  onChange: (patch: CaseSearch) => void;
}
const narrowing = [
  'search',
  'region',
  'organ',
  'item',
  'platform',
  'source',
  'status',
  'open',
  'late',
  'light',
  'awaitsSecondPerson',
  'openedFrom',
  'openedTo',
  'closedFrom',
  'closedTo',
] as const;

const lights = ['red', 'yellow', 'notice', 'none'] as const;

/** What narrows the list of cases. */
export function CaseFilters({ search, onChange }: CaseFiltersProps) {
  const { t } = useTranslation('workbench-cases');
  const active = narrowing.filter((name) => search[name] !== undefined).length;
  const clear = () => onChange(Object.fromEntries(narrowing.map((name) => [name, undefined])));
  return (
    <FilterBar active={active} onClear={clear}>
      <FilterField label={t('list.search')} wide>
        {(id) => (
          <SearchInput
            id={id}
            value={search.search}
            onChange={(text) => onChange({ search: text })}
            placeholder={t('list.searchHint')}
          />
        )}
      </FilterField>
      <WhereFilters search={search} onChange={onChange} />
      <StateFilters search={search} onChange={onChange} />
      <FilterField label={t('list.opened')} wide>
        {(id) => (
          <DateRange
            id={id}
            of={t('list.opened')}
            from={search.openedFrom}
            to={search.openedTo}
            onChange={(openedFrom, openedTo) => onChange({ openedFrom, openedTo })}
          />
        )}
      </FilterField>
      <FilterField label={t('list.closed')} wide>
        {(id) => (
          <DateRange
            id={id}
            of={t('list.closed')}
            from={search.closedFrom}
            to={search.closedTo}
            onChange={(closedFrom, closedTo) => onChange({ closedFrom, closedTo })}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}

function WhereFilters({ search, onChange }: CaseFiltersProps) {
  const { t } = useTranslation('workbench-cases');
  return (
    <>
      <FilterField label={t('list.place')}>
        {(id) => <RegionCascader id={id} value={search.region} onChange={(region) => onChange({ region })} />}
      </FilterField>
      <FilterField label={t('list.organ')}>
        {(id) => (
          <OrganSelect
            id={id}
            region={search.region}
            value={search.organ}
            onChange={(organ) => onChange({ organ })}
          />
        )}
      </FilterField>
      <FilterField label={t('list.item')}>
        {(id) => <ItemSelect id={id} value={search.item} onChange={(item) => onChange({ item })} />}
      </FilterField>
      <FilterField label={t('list.platform')}>
        {(id) => (
          <PlatformSelect id={id} value={search.platform} onChange={(platform) => onChange({ platform })} />
        )}
      </FilterField>
      <FilterField label={t('list.source')}>
        {(id) => <SourceSelect id={id} value={search.source} onChange={(source) => onChange({ source })} />}
      </FilterField>
    </>
  );
}

function StateFilters({ search, onChange }: CaseFiltersProps) {
  const { t } = useTranslation(['workbench-cases', 'terms', 'workbench']);
  return (
    <>
      <FilterField label={t('list.status')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            maxTagCount="responsive"
            placeholder={t('list.anyStatus')}
            value={search.status ?? []}
            onChange={(status) => onChange({ status: status.length > 0 ? status : undefined })}
            options={caseStatuses.map((status) => ({
              value: status,
              label: t(`terms:caseStatus.${status}`),
            }))}
          />
        )}
      </FilterField>
      <FilterField label={t('list.open')}>
        {(id) => (
          <YesNoSelect
            id={id}
            value={search.open}
            onChange={(open) => onChange({ open })}
            yes={t('list.stillOpen')}
            no={t('list.ended')}
          />
        )}
      </FilterField>
      <FilterField label={t('list.lateness')}>
        {(id) => (
          <YesNoSelect
            id={id}
            value={search.late}
            onChange={(late) => onChange({ late })}
            yes={t('list.late')}
            no={t('list.inTime')}
          />
        )}
      </FilterField>
      <FilterField label={t('list.card')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            maxTagCount="responsive"
            placeholder={t('list.anyCard')}
            value={search.light ?? []}
            onChange={(light) => onChange({ light: light.length > 0 ? light : undefined })}
            options={lights.map((one) => ({
              value: one,
              label: one === 'none' ? t('list.noCard') : t(`terms:level.${one}`),
            }))}
          />
        )}
      </FilterField>
      <FilterField label={t('held.filter')}>
        {(id) => (
          <YesNoSelect
            id={id}
            value={search.awaitsSecondPerson}
            onChange={(awaitsSecondPerson) => onChange({ awaitsSecondPerson })}
            yes={t('held.tag')}
            no={t('held.none')}
          />
        )}
      </FilterField>
      <FilterField label={t('workbench:sort.label')}>
        {(id) => (
          <Select
            id={id}
            value={search.sort ?? 'newest'}
            onChange={(sort) => onChange({ sort: sort === 'newest' ? undefined : sort })}
            options={(['newest', 'oldest', 'due'] as const).map((sort) => ({
              value: sort,
              label: t(`workbench:sort.${sort}`),
            }))}
          />
        )}
      </FilterField>
    </>
  );
}
