import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';

interface Props {
  label: string;
  search: { region?: string; search?: string };
  /** Filters of this list alone, and how many of them narrow it. */
  children: ReactNode;
  active: number;
  onChange: (patch: { region?: string; search?: string }) => void;
  onClear: () => void;
}

/** Words and place, as both lists are narrowed, and what else this one has. */
export function PlaceFilter({ label, search, children, active, onChange, onClear }: Props) {
  const { t } = useTranslation('powers-seals');
  const own = [search.region, search.search].filter((value) => value !== undefined).length;
  return (
    <FilterBar active={own + active} onClear={onClear}>
      <FilterField label={label} wide>
        {(id) => (
          <SearchInput
            id={id}
            maxLength={80}
            value={search.search}
            onChange={(text) => onChange({ search: text })}
          />
        )}
      </FilterField>
      <FilterField label={t('seals.region')}>
        {(id) => <RegionCascader id={id} value={search.region} onChange={(region) => onChange({ region })} />}
      </FilterField>
      {children}
    </FilterBar>
  );
}
