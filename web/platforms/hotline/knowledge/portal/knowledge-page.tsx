import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Input, Pagination } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { knowledgeApi, type KnowledgeRow } from '#contract/hotline/knowledge';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import styles from '../knowledge.module.css';
import { StandingTag } from '../standing-tag.tsx';

const route = getRouteApi('/portal/hotline/knowledge');

interface Looking {
  search?: string;
  region?: string;
}

function KnowledgeSearch({ search, region, onChange }: Looking & { onChange: (patch: Looking) => void }) {
  const { t } = useTranslation('hotline-knowledge');
  const [typed, setTyped] = useState(search ?? '');
  const [words, place] = [useId(), useId()];
  useEffect(() => setTyped(search ?? ''), [search]);
  return (
    <search className={styles.search} aria-label={t('search.title')}>
      <div>
        <label htmlFor={words}>{t('search.words')}</label>
        <Input.Search
          id={words}
          size="large"
          allowClear
          enterButton={t('search.go')}
          maxLength={80}
          placeholder={t('search.placeholder')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => onChange({ search: text.trim() || undefined })}
        />
      </div>
      <div>
        <label htmlFor={place}>{t('search.region')}</label>
        <RegionCascader
          id={place}
          value={region}
          onChange={(code) => onChange({ region: code })}
          style={{ width: '100%' }}
        />
      </div>
    </search>
  );
}

function FoundEntry({ row }: { row: KnowledgeRow }) {
  const { t } = useTranslation('hotline-knowledge');
  const pick = usePick();
  return (
    <li>
      <h2>
        <Link to="/hotline/knowledge/$id" params={{ id: row.id }}>
          {pick(row.question)}
        </Link>
      </h2>
      <p>{pick(row.excerpt)}</p>
      <div className={styles.facts}>
        {row.standing !== 'current' && <StandingTag standing={row.standing} />}
        <span>{pick(row.organName)}</span>
        <span>{t('validTo', { date: row.validTo })}</span>
        <span>{t('usefulTo', { count: row.usefulness.useful })}</span>
      </div>
    </li>
  );
}

/** Questions and answers of the hotline: searched by words, for a place; what has expired says so and comes last. */
export default function KnowledgePage() {
  const { t } = useTranslation('hotline-knowledge');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(knowledgeApi.search, { query: search }, { keepPrevious: true });
  const change = (patch: Looking & { page?: number }) =>
    void navigate({ search: (before) => ({ ...before, page: undefined, ...patch }), resetScroll: false });
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={t('sub')}
        actions={<Link to="/hotline/figures">{t('figures')}</Link>}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
      />
      <KnowledgeSearch {...search} onChange={change} />
      <QueryView query={query}>
        {({ rows, total, page, pageSize, closest }) => (
          <>
            <p className={styles.found} role="status">
              {t('found', { count: total })}
            </p>
            {closest && <Alert type="info" showIcon title={t('closest')} className={styles.warning} />}
            {rows.length === 0 ? (
              <EmptyState title={t('none')} hint={t('noneHint')} />
            ) : (
              <ul className={styles.list} aria-label={t('title')}>
                {rows.map((row) => (
                  <FoundEntry key={row.id} row={row} />
                ))}
              </ul>
            )}
            {total > pageSize && (
              <div className={styles.pages}>
                <Pagination
                  current={page}
                  pageSize={pageSize}
                  total={total}
                  showSizeChanger={false}
                  onChange={(next) => change({ page: next })}
                />
              </div>
            )}
          </>
        )}
      </QueryView>
    </>
  );
}
