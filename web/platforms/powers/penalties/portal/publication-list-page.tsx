import { getRouteApi, Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { penaltiesApi, type PublicationRow } from '#contract/powers/penalties';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { PagedList } from '../../../../ui/paged-list.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { MoneyText } from '../money-text.tsx';
import { useKindsText } from '../names.ts';
import { OffenceSelect } from '../offence-select.tsx';
import styles from '../penalties.module.css';

const route = getRouteApi('/portal/powers/penalties');
type Search = ReturnType<typeof route.useSearch>;

/** Published penalty decisions, newest first, as long as the law has them shown. */
export default function PublicationListPage() {
  const { t } = useTranslation('powers-penalties');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(
    penaltiesApi.listPublications,
    { query: { ...search, pageSize: search.pageSize ?? 10 } },
    { keepPrevious: true },
  );
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }), resetScroll: false });
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('public.title')}
        sub={t('public.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
      />
      <Filters search={search} onChange={change} />
      <section className={styles.panel} aria-labelledby="publications">
        <h2 id="publications">{t('public.list', { count: query.data?.total ?? 0 })}</h2>
        <PagedList
          query={query}
          className={styles.list}
          entry={(row) => <Entry key={row.id} row={row} />}
          empty={<EmptyState title={t('public.empty')} hint={t('public.emptyHint')} />}
          onPage={(to) => change({ page: to })}
        />
      </section>
    </div>
  );
}

function Entry({ row }: { row: PublicationRow }) {
  const { t } = useTranslation('powers-penalties');
  const pick = usePick();
  const kindsText = useKindsText();
  return (
    <li>
      <h3>
        <Link to="/powers/penalties/$id" params={{ id: row.id }}>
          {row.number}
        </Link>
      </h3>
      <div>
        {row.state === 'annulled' ? (
          <span className={styles.tag}>{t('public.annulledTag')}</span>
        ) : (
          <>
            {row.party ?? '—'} · {pick(row.offenceName)} · {kindsText(row.kinds)}
            {row.fine !== null && (
              <>
                {' '}
                <MoneyText amount={row.fine} />
              </>
            )}
          </>
        )}
      </div>
      <div className={styles.quiet}>
        {pick(row.organName)} · {pick(row.regionName)} · {t('public.publishedOn')} {row.publishedOn} ·{' '}
        {t('public.until')} {row.until}
      </div>
    </li>
  );
}

function Filters({ search, onChange }: { search: Search; onChange: (patch: Search) => void }) {
  const { t } = useTranslation('powers-penalties');
  const ids = [useId(), useId(), useId()] as const;
  const [typed, setTyped] = useState(search.search ?? '');
  useEffect(() => setTyped(search.search ?? ''), [search.search]);
  return (
    <search className={`${styles.filters} no-print`} aria-label={t('public.title')}>
      <div>
        <label htmlFor={ids[0]}>{t('public.search')}</label>
        <Input.Search
          id={ids[0]}
          maxLength={80}
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => onChange({ search: text.trim() || undefined })}
        />
      </div>
      <div>
        <label htmlFor={ids[1]}>{t('public.region')}</label>
        <RegionCascader
          id={ids[1]}
          value={search.region}
          onChange={(region) => onChange({ region })}
          style={{ width: '100%' }}
        />
      </div>
      <div>
        <label htmlFor={ids[2]}>{t('public.offence')}</label>
        <OffenceSelect
          id={ids[2]}
          allowClear
          placeholder={t('any')}
          value={search.offence}
          onChange={(offence) => onChange({ offence })}
        />
      </div>
    </search>
  );
}
