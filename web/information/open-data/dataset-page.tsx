import { getRouteApi } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dataset, openDataApi } from '#contract/open-data';
import { fillPath, toQuery } from '../../address.ts';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Pager } from '../../ui/pager.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import panels from '../../ui/panels.module.css';
import tables from '../../ui/plain-table.module.css';
import { QueryView } from '../../ui/query-view.tsx';
import { RegionCascader } from '../../ui/region-cascader.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import styles from '../bulletins/bulletins.module.css';

const route = getRouteApi('/portal/open-data/$code');
type Search = ReturnType<typeof route.useSearch>;

function Facts({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslation('open-data');
  const pick = usePick();
  return (
    <section className={panels.panel} aria-labelledby="about-title">
      <h2 id="about-title">{t('about')}</h2>
      <p>{pick(dataset.description)}</p>
      <div className={styles.facts}>
        <span>{pick(dataset.publisher)}</span>
        <span>{t(`frequency.${dataset.frequency}`)}</span>
        <a href={dataset.licence.uri}>{pick(dataset.licence.name)}</a>
        {dataset.least !== null && <span>{t('least', { least: dataset.least })}</span>}
      </div>
    </section>
  );
}

function Filters({
  dataset,
  search,
  onChange,
}: {
  dataset: Dataset;
  search: Search;
  onChange: (patch: Search) => void;
}) {
  const { t } = useTranslation('open-data');
  const ids = [useId(), useId(), useId()] as const;
  const [typed, setTyped] = useState(search.search ?? '');
  useEffect(() => setTyped(search.search ?? ''), [search.search]);
  const placed = dataset.columns.some(({ name }) => name === 'region');
  return (
    <search className={`${styles.filters} no-print`} aria-label={t('filter')}>
      {dataset.months.length > 0 && (
        <div>
          <label htmlFor={ids[0]}>{t('month')}</label>
          <Select
            id={ids[0]}
            style={{ width: '100%' }}
            value={search.month ?? dataset.months[0]}
            onChange={(month) => onChange({ month })}
            options={dataset.months.map((month) => ({ value: month, label: month }))}
          />
        </div>
      )}
      {placed && (
        <div>
          <label htmlFor={ids[1]}>{t('region')}</label>
          <RegionCascader
            id={ids[1]}
            value={search.region}
            onChange={(region) => onChange({ region })}
            style={{ width: '100%' }}
          />
        </div>
      )}
      <div>
        <label htmlFor={ids[2]}>{t('word')}</label>
        <Input.Search
          id={ids[2]}
          allowClear
          maxLength={80}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => onChange({ search: text.trim() || undefined })}
        />
      </div>
    </search>
  );
}

function Rows({
  dataset,
  search,
  onChange,
}: {
  dataset: Dataset;
  search: Search;
  onChange: (patch: Search) => void;
}) {
  const { t } = useTranslation('open-data');
  const pick = usePick();
  const { code } = dataset;
  const query = useEndpoint(openDataApi.rows, { params: { code }, query: search }, { keepPrevious: true });
  const { page: _page, pageSize: _size, ...chosen } = search;
  const address = (endpoint: typeof openDataApi.csv | typeof openDataApi.json) =>
    fillPath(endpoint.path, { code }) + toQuery(chosen);
  return (
    <section className={panels.panel} aria-labelledby="rows-title">
      <h2 id="rows-title">{t('rows')}</h2>
      <p className={`${styles.feeds} no-print`}>
        <a href={address(openDataApi.csv)} download>
          {t('download', { format: 'CSV' })}
        </a>
        <a href={address(openDataApi.json)} download>
          {t('download', { format: 'JSON' })}
        </a>
        <a href={fillPath(openDataApi.rows.path, { code }) + toQuery(search)}>{t('api')}</a>
      </p>
      <Filters dataset={dataset} search={search} onChange={onChange} />
      <QueryView query={query}>
        {({ rows, total, page, pageSize, publishedAt }) =>
          total === 0 ? (
            <EmptyState title={t('none')} hint={t('noneHint')} />
          ) : (
            <>
              <p className={styles.found} role="status">
                {t('found', { count: total })}{' '}
                {publishedAt && (
                  <>
                    {t('publishedAt')} <TimeText at={publishedAt} form="day" />
                  </>
                )}
              </p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
              <section className={tables.scroll} tabIndex={0} aria-label={pick(dataset.title)}>
                <table className={tables.table}>
                  <thead>
                    <tr>
                      {dataset.columns.map(({ name, title, type }) => (
                        <th key={name} scope="col" className={type === 'integer' ? tables.number : undefined}>
                          {pick(title)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row, at) => (
                      <tr key={at}>
                        {dataset.columns.map(({ name, type }) => (
                          <td key={name} className={type === 'integer' ? tables.number : undefined}>
                            {name === 'count' && row[name] === null ? t('hidden') : String(row[name] ?? '')}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
              <Pager of={{ page, pageSize, total }} onPage={(next) => onChange({ page: next })} />
            </>
          )
        }
      </QueryView>
    </section>
  );
}

/** One data set: what it is, a look into it, and how it is taken. */
export default function DatasetPage() {
  const { t } = useTranslation('open-data');
  const pick = usePick();
  const { code } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(openDataApi.read, { params: { code } });
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }), resetScroll: false });
  return (
    <QueryView query={query}>
      {(dataset) => (
        <div className={styles.stack}>
          <PageHeader
            title={pick(dataset.title)}
            crumbs={[{ title: t('title'), to: '/open-data' }, { title: pick(dataset.title) }]}
            marks={dataset.demonstration && <DemoBadge />}
          />
          <Facts dataset={dataset} />
          <Rows dataset={dataset} search={search} onChange={change} />
        </div>
      )}
    </QueryView>
  );
}
