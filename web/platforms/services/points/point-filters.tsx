import { Input, Select } from 'antd';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pointLevels } from '#contract/services/points';
import { RegionCascader } from '../../../ui/region-cascader.tsx';
import { ItemChoice } from './item-choice.tsx';
import styles from './points.module.css';

export interface PointSearch {
  region?: string;
  level?: number;
  state?: 'working' | 'suspended';
  item?: string;
  search?: string;
  page?: number;
  pageSize?: number;
}
interface Props {
  search: PointSearch;
  onChange: (patch: PointSearch) => void;
  /** Whether suspended points can be asked for. */
  withState?: boolean;
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

/** What narrows the list of points: place, matter, level, name. */
export function PointFilters({ search, onChange, withState = false }: Props) {
  const { t } = useTranslation('services-points');
  const [typed, setTyped] = useState(search.search ?? '');
  useEffect(() => setTyped(search.search ?? ''), [search.search]);
  return (
    <search className={styles.filters} aria-label={t('filters.title')}>
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
      <Labelled label={t('filters.item')}>
        {(id) => <ItemChoice id={id} value={search.item} onChange={(item) => onChange({ item })} />}
      </Labelled>
      <Labelled label={t('filters.level')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('filters.any')}
            value={search.level}
            onChange={(level?: number) => onChange({ level })}
            options={pointLevels.map((value) => ({ value, label: t(`level.${value}`) }))}
          />
        )}
      </Labelled>
      {withState && (
        <Labelled label={t('filters.state')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder={t('filters.any')}
              value={search.state}
              onChange={(state?: PointSearch['state']) => onChange({ state })}
              options={(['working', 'suspended'] as const).map((value) => ({
                value,
                label: t(`state.${value}`),
              }))}
            />
          )}
        </Labelled>
      )}
      <Labelled label={t('filters.name')}>
        {(id) => (
          <Input.Search
            id={id}
            maxLength={40}
            allowClear
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onSearch={(text) => onChange({ search: text.trim() || undefined })}
          />
        )}
      </Labelled>
    </search>
  );
}
