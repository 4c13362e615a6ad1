import { Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { disclosureKinds, standings, type villageApi } from '#contract/services/village';
import { usePick } from '../../../../i18n/language.ts';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';

export type DutySearch = Partial<z.output<NonNullable<typeof villageApi.listDuties.query>>>;

const filters = ['region', 'standing', 'kind', 'unanswered', 'year', 'period', 'entry', 'status'] as const;
const none: DutySearch = Object.fromEntries(filters.map((name) => [name, undefined]));

interface DutyFiltersProps {
  search: DutySearch;
  /** Of more than one village: with a choice of the division. */
  wide: boolean;
  onChange: (patch: DutySearch) => void;
}

/** What narrows the list of duties; every choice stands in the address. */
export function DutyFilters({ search, wide, onChange }: DutyFiltersProps) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  const active = filters.filter((name) => search[name] !== undefined).length;
  return (
    <FilterBar active={active} onClear={() => onChange(none)}>
      {wide && (
        <FilterField label={t('duties.village')}>
          {(id) => (
            <RegionCascader
              id={id}
              value={search.region}
              placeholder={t('place.all')}
              style={{ width: '100%' }}
              onChange={(region) => onChange({ region })}
            />
          )}
        </FilterField>
      )}
      <FilterField label={t('duties.standing')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            value={search.standing ?? []}
            options={standings.map((value) => ({ value, label: t(`standing.${value}`) }))}
            onChange={(standing) => onChange({ standing: standing.length > 0 ? standing : undefined })}
          />
        )}
      </FilterField>
      <FilterField label={t('duties.kind')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={search.kind}
            options={Object.entries(disclosureKinds).map(([value, name]) => ({ value, label: pick(name) }))}
            onChange={(kind) => onChange({ kind: kind as DutySearch['kind'] })}
          />
        )}
      </FilterField>
      <FilterField label={t('duties.objections')}>
        {(id) => (
          <Checkbox
            id={id}
            checked={search.unanswered === 'true'}
            onChange={({ target }) => onChange({ unanswered: target.checked ? 'true' : undefined })}
          >
            {t('duties.unansweredOnly')}
          </Checkbox>
        )}
      </FilterField>
    </FilterBar>
  );
}
