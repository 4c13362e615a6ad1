import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { audiences, itemTypes } from '#contract/catalogue';
import { guideApi } from '#contract/services/guide';
import { type ResponseOf, useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import styles from './result-page.module.css';

type Facets = ResponseOf<typeof guideApi.search>['facets'];
interface Option {
  value: string;
  label: string;
}

function FacetSelect({
  name,
  value,
  options,
  onChange,
}: {
  name: string;
  value: string | undefined;
  options: Option[];
  onChange: (value: string | undefined) => void;
}) {
  const { t } = useTranslation('services-guide');
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{name}</label>
      <Select
        id={id}
        value={value}
        options={options}
        onChange={onChange}
        placeholder={t('list.any')}
        allowClear
        popupMatchSelectWidth={false}
      />
    </div>
  );
}

/** Kind, level, audience and life event with their counts; every choice stands in the address. */
export function ResultFilters({ facets }: { facets: Facets | undefined }) {
  const { t } = useTranslation(['services-guide', 'terms']);
  const pick = usePick();
  const search = useSearch({ from: '/portal/services/guide/items' });
  const navigate = useNavigate({ from: '/services/guide/items' });
  const home = useEndpoint(guideApi.home, { query: {} }, { staleTime: 600_000 });
  const put = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, page: undefined, ...change }), replace: true });
  const events = new Map((home.data?.events ?? []).map(({ code, name }) => [code, pick(name)]));
  const names: Record<keyof Facets, (value: string) => string> = {
    level: (value) => t(`terms:regionLevel.${value as '2'}`),
    type: (value) => pick(itemTypes[value as keyof typeof itemTypes]),
    audience: (value) => pick(audiences[value as keyof typeof audiences]),
    event: (value) => events.get(value) ?? value,
  };
  const optionsOf = (facet: keyof Facets): Option[] =>
    (facets?.[facet] ?? []).map(({ value, count }) => ({
      value,
      label: `${names[facet](value)} (${count})`,
    }));
  const filtered = Object.keys(search).some((name) => !['page', 'pageSize', 'region'].includes(name));
  return (
    <div className={styles.filters} role="group" aria-label={t('list.filters')}>
      <FacetSelect
        name={t('list.audience')}
        value={search.audience}
        options={optionsOf('audience')}
        onChange={(value) => put({ audience: value as typeof search.audience })}
      />
      <FacetSelect
        name={t('list.event')}
        value={search.event}
        options={optionsOf('event')}
        onChange={(event) => put({ event })}
      />
      <FacetSelect
        name={t('list.type')}
        value={search.type?.[0]}
        options={optionsOf('type')}
        onChange={(value) => put({ type: value ? ([value] as typeof search.type) : undefined })}
      />
      <FacetSelect
        name={t('list.level')}
        value={search.level?.[0]?.toString()}
        options={optionsOf('level')}
        onChange={(value) => put({ level: value ? [Number(value)] : undefined })}
      />
      {filtered && (
        <Button
          type="link"
          onClick={() => void navigate({ search: ({ region }) => (region ? { region } : {}) })}
        >
          {t('list.clear')}
        </Button>
      )}
    </div>
  );
}
