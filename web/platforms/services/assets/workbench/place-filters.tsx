import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';

interface PlaceSearch {
  region?: string;
  search?: string;
}

interface Props<Search extends PlaceSearch> {
  search: Search;
  onChange: (patch: Partial<Search>) => void;
  label: string;
  /** Filters that only this list has, with how many of them narrow it, and what clears them. */
  more?: { fields: ReactNode; active: number; clear: Partial<Search> };
}

/** Place and name, as the lists of villages are narrowed. */
export function PlaceFilters<Search extends PlaceSearch>({ search, onChange, label, more }: Props<Search>) {
  const { t } = useTranslation('services-assets');
  const own = [search.region, search.search].filter((value) => value !== undefined).length;
  return (
    <FilterBar
      active={own + (more?.active ?? 0)}
      onClear={() => onChange({ region: undefined, search: undefined, ...more?.clear } as Partial<Search>)}
    >
      <FilterField label={label} wide>
        {(id) => (
          <SearchInput
            id={id}
            maxLength={80}
            value={search.search}
            onChange={(text) => onChange({ search: text } as Partial<Search>)}
          />
        )}
      </FilterField>
      <FilterField label={t('books.region')}>
        {(id) => (
          <RegionCascader
            id={id}
            value={search.region}
            onChange={(region) => onChange({ region } as Partial<Search>)}
          />
        )}
      </FilterField>
      {more?.fields}
    </FilterBar>
  );
}
