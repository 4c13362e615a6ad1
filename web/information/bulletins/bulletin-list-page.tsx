import { getRouteApi, Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulletinRow, bulletinsApi } from '#contract/bulletins';
import { toQuery } from '../../address.ts';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import panels from '../../ui/panels.module.css';
import { RegionCascader } from '../../ui/region-cascader.tsx';
import tags from '../../ui/tag.module.css';
import { TimeText } from '../../ui/time-text.tsx';
import styles from './bulletins.module.css';
import { ColumnNav, useColumns } from './column-nav.tsx';
import { useInLanguage } from './in-language.ts';
import { SubscribeForm } from './subscribe-form.tsx';

const route = getRouteApi('/portal/bulletins');
type Search = ReturnType<typeof route.useSearch>;

function Filters({ search, onChange }: { search: Search; onChange: (patch: Search) => void }) {
  const { t } = useTranslation('bulletins');
  const [typed, setTyped] = useState(search.search ?? '');
  const [words, place] = [useId(), useId()];
  useEffect(() => setTyped(search.search ?? ''), [search.search]);
  return (
    <search className={`${styles.filters} no-print`} aria-label={t('search.title')}>
      <div>
        <label htmlFor={words}>{t('search.words')}</label>
        <Input.Search
          id={words}
          allowClear
          enterButton={t('search.go')}
          maxLength={80}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => onChange({ search: text.trim() || undefined })}
        />
      </div>
      <div>
        <label htmlFor={place}>{t('search.region')}</label>
        <RegionCascader
          id={place}
          value={search.region}
          onChange={(region) => onChange({ region })}
          style={{ width: '100%' }}
        />
      </div>
    </search>
  );
}

function Entry({ row }: { row: BulletinRow }) {
  const { t } = useTranslation('bulletins');
  const pick = usePick();
  const { text, lang } = useInLanguage()(row.title, row.titleEn);
  return (
    <li>
      <h2 lang={lang}>
        <Link to="/bulletins/$id" params={{ id: row.id }}>
          {text}
        </Link>
      </h2>
      <p lang="zh-CN">{row.excerpt}</p>
      <div className={styles.facts}>
        {row.pinned && <span className={`${tags.tag} ${tags.notice}`}>{t('pinned')}</span>}
        {row.standing === 'expired' && <span className={tags.tag}>{t('standing.expired')}</span>}
        <span>{pick(row.columnName)}</span>
        <span>{pick(row.organName)}</span>
        <TimeText at={row.publishedAt} form="day" />
      </div>
    </li>
  );
}

function Feeds({ column, region }: Search) {
  const { t } = useTranslation('bulletins');
  const query = toQuery({ column, region });
  return (
    <div className={styles.feeds}>
      <a href={`${bulletinsApi.atom.path}${query}`}>Atom</a>
      <a href={`${bulletinsApi.rss.path}${query}`}>RSS</a>
      <span className={panels.quiet}>{t('feedsHint')}</span>
    </div>
  );
}

/** What is published: by column, place and words; to be subscribed to. */
export default function BulletinListPage() {
  const { t } = useTranslation('bulletins');
  const pick = usePick();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(bulletinsApi.list, { query: search }, { keepPrevious: true });
  const column = useColumns().find(({ code }) => code === search.column);
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }), resetScroll: false });
  return (
    <>
      <PageHeader
        title={column ? pick(column.name) : t('title')}
        sub={t('sub')}
        crumbs={column && [{ title: t('title'), to: '/bulletins' }, { title: pick(column.name) }]}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={
          <span className={styles.feeds}>
            <Link to="/openness">{t('reports')}</Link>
            <Link to="/open-data">{t('openData')}</Link>
          </span>
        }
      />
      <div className={styles.layout}>
        <ColumnNav region={search.region} />
        <div className={styles.stack}>
          <div>
            <Filters search={search} onChange={change} />
            <p className={styles.found} role="status">
              {t('found', { count: query.data?.total ?? 0 })}
            </p>
            <PagedList
              query={query}
              className={styles.list}
              entry={(row) => <Entry key={row.id} row={row} />}
              empty={<EmptyState title={t('none')} hint={t('noneHint')} />}
              onPage={(page) => change({ page })}
            />
          </div>
          <section className={`${panels.panel} no-print`} aria-labelledby="subscribe-title">
            <h2 id="subscribe-title">{t('subscribe.title')}</h2>
            <Feeds {...search} />
            <SubscribeForm column={search.column} region={search.region} />
          </section>
        </div>
      </div>
    </>
  );
}
