import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type PenaltyStatus,
  penaltyStatuses,
  procedures,
  type Tier,
  tiers,
} from '#contract/powers/penalty-terms';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import { useOptions } from '../names.ts';
import { OffenceSelect } from '../offence-select.tsx';
import type { PenaltySearch } from './penalty-search.ts';

interface Props {
  search: PenaltySearch;
  onChange: (patch: PenaltySearch) => void;
}

/** What narrows the list of penalty cases. */
export function PenaltyFilters({ search, onChange }: Props) {
  const { t } = useTranslation('powers-penalties');
  const options = useOptions();
  const { organ, offence, tier, procedure, status } = search;
  const active = [search.search, organ, offence, tier, procedure, status?.length || undefined].filter(
    Boolean,
  ).length;
  const none = {
    search: undefined,
    organ: undefined,
    offence: undefined,
    tier: undefined,
    procedure: undefined,
    status: undefined,
  };
  return (
    <FilterBar active={active} onClear={() => onChange(none)}>
      <FilterField label={t('list.search')} wide>
        {(id) => (
          <SearchInput
            id={id}
            value={search.search}
            maxLength={80}
            onChange={(text) => onChange({ search: text })}
          />
        )}
      </FilterField>
      <FilterField label={t('list.status')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            maxTagCount="responsive"
            placeholder={t('any')}
            value={status ?? []}
            onChange={(chosen: PenaltyStatus[]) => onChange({ status: chosen.length ? chosen : undefined })}
            options={options(penaltyStatuses)}
          />
        )}
      </FilterField>
      <FilterField label={t('list.offence')}>
        {(id) => (
          <OffenceSelect
            id={id}
            allowClear
            placeholder={t('any')}
            value={offence}
            onChange={(code) => onChange({ offence: code })}
          />
        )}
      </FilterField>
      <FilterField label={t('list.tier')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('any')}
            value={tier}
            onChange={(chosen?: Tier) => onChange({ tier: chosen })}
            options={options(tiers)}
          />
        )}
      </FilterField>
      <FilterField label={t('list.procedure')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('any')}
            value={procedure}
            onChange={(chosen?: keyof typeof procedures) => onChange({ procedure: chosen })}
            options={options(procedures)}
          />
        )}
      </FilterField>
      <FilterField label={t('list.organ')}>
        {(id) => <OrganSelect id={id} value={organ} onChange={(code) => onChange({ organ: code })} />}
      </FilterField>
    </FilterBar>
  );
}
