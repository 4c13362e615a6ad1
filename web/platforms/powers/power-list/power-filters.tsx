import { Input, Select } from 'antd';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { itemTypes } from '#contract/catalogue';
import { usePick } from '../../../i18n/language.ts';
import { RegionCascader } from '../../../ui/region-cascader.tsx';
import styles from './power-list.module.css';

export type PowerType = keyof typeof itemTypes;
export interface PowerSearch {
  search?: string;
  type?: PowerType[];
  level?: number;
  region?: string;
  page?: number;
  pageSize?: number;
}
interface Props {
  search: PowerSearch;
  /** How many there are of each type. */
  types: Record<string, number> | undefined;
  onChange: (patch: PowerSearch) => void;
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** What narrows the list: words, type, level, place. */
export function PowerFilters({ search, types, onChange }: Props) {
  const { t } = useTranslation(['powers-power-list', 'terms']);
  const pick = usePick();
  const [typed, setTyped] = useState(search.search ?? '');
  useEffect(() => setTyped(search.search ?? ''), [search.search]);
  return (
    <search className={styles.filters} aria-label={t('filters.title')}>
      <Labelled label={t('filters.search')}>
        {(id) => (
          <Input.Search
            id={id}
            allowClear
            maxLength={80}
            value={typed}
            placeholder={t('filters.searchHint')}
            onChange={({ target }) => setTyped(target.value)}
            onSearch={(text) => onChange({ search: text.trim() || undefined })}
          />
        )}
      </Labelled>
      <Labelled label={t('filters.type')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            maxTagCount="responsive"
            placeholder={t('filters.any')}
            value={search.type ?? []}
            onChange={(chosen: PowerType[]) => onChange({ type: chosen.length > 0 ? chosen : undefined })}
            options={(Object.keys(itemTypes) as PowerType[]).sort().map((value) => ({
              value,
              label: t('filters.counted', { name: pick(itemTypes[value]), count: types?.[value] ?? 0 }),
            }))}
            popupMatchSelectWidth={260}
          />
        )}
      </Labelled>
      <Labelled label={t('filters.level')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('filters.any')}
            value={search.level}
            onChange={(level?: number) => onChange({ level })}
            options={[2, 3, 4, 5, 6].map((value) => ({ value, label: t(`terms:regionLevel.${value as 2}`) }))}
          />
        )}
      </Labelled>
      <Labelled label={t('filters.region')}>
        {(id) => (
          <RegionCascader
            id={id}
            value={search.region}
            onChange={(region) => onChange({ region })}
            style={{ width: '100%' }}
          />
        )}
      </Labelled>
    </search>
  );
}
