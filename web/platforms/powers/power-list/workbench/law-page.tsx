import { ExclamationCircleOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Select, type TableColumnsType, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Citation, powerListApi } from '#contract/powers/power-list';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { ListTable } from '../../../../workbench/ui/list-table.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';

const route = getRouteApi('/workbench/powers/laws');

/** A law has changed: which entries and items cite it, and which of them are older than its present text. */
export default function LawPage() {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (patch: typeof search) => void navigate({ search: (now) => ({ ...now, ...patch }) });
  const laws = useEndpoint(powerListApi.listLaws, {}, { staleTime: 60_000 });
  return (
    <>
      <PageHeader
        title={t('laws.title')}
        sub={t('laws.sub')}
        crumbs={[{ title: t('title'), to: '/workbench/powers/power-list' }, { title: t('laws.title') }]}
      />
      <FilterBar
        active={[search.law, search.article].filter((one) => one !== undefined).length}
        onClear={() => change({ law: undefined, article: undefined })}
      >
        <FilterField label={t('laws.law')} wide>
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('laws.choose')}
              loading={laws.isPending}
              value={search.law}
              onChange={(law: string) => change({ law })}
              options={(laws.data ?? []).map((one) => ({
                value: one.id,
                label: t('laws.option', {
                  law: pick(one.law),
                  edition: pick(one.edition),
                  powers: one.powers,
                  items: one.items,
                  older: one.older,
                }),
              }))}
            />
          )}
        </FilterField>
        <FilterField label={t('laws.article')}>
          {(id) => (
            <SearchInput
              id={id}
              maxLength={20}
              value={search.article}
              onChange={(article) => change({ article })}
            />
          )}
        </FilterField>
      </FilterBar>
      {search.law ? (
        <Citations law={search.law} article={search.article} />
      ) : (
        <EmptyState title={t('laws.choose')} hint={t('laws.chooseHint')} />
      )}
    </>
  );
}

function Citations({ law, article }: { law: string; article: string | undefined }) {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  const query = useEndpoint(
    powerListApi.listCitations,
    { params: { law }, query: { article } },
    { keepPrevious: true },
  );
  const columns = useColumns();
  return (
    <QueryView query={query}>
      {({ law: name, edition, effectiveFrom, rows }) => (
        <>
          <p role="status">
            {t('laws.found', {
              count: rows.length,
              law: pick(name),
              edition: pick(edition),
              day: effectiveFrom,
              older: rows.filter(({ older }) => older).length,
            })}
          </p>
          {rows.length === 0 ? (
            <EmptyState title={t('laws.none')} />
          ) : (
            <ListTable
              label={t('laws.title')}
              rows={rows}
              rowKey={(row) => `${row.kind} ${row.code}`}
              columns={columns}
              card={(row) => <CitationCard row={row} />}
            />
          )}
        </>
      )}
    </QueryView>
  );
}

function Name({ row }: { row: Citation }) {
  const pick = usePick();
  return row.kind === 'power' ? (
    <Link to="/workbench/powers/power-list/$code" params={{ code: row.code }}>
      {pick(row.name)}
    </Link>
  ) : (
    <Link to="/workbench/catalogue/$code" params={{ code: row.code }}>
      {pick(row.name)}
    </Link>
  );
}

function Standing({ row }: { row: Citation }) {
  const { t } = useTranslation('powers-power-list');
  return row.older ? (
    <Tag icon={<ExclamationCircleOutlined aria-hidden />}>{t('laws.older')}</Tag>
  ) : (
    <Tag>{t('laws.newer')}</Tag>
  );
}

function useColumns(): TableColumnsType<Citation> {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  return [
    { key: 'kind', title: t('laws.kind'), width: 110, render: (_, row) => t(`laws.${row.kind}`) },
    { key: 'name', title: t('name'), render: (_, row) => <Name row={row} /> },
    { key: 'organ', title: t('organ'), render: (_, row) => pick(row.organName) },
    { key: 'articles', title: t('laws.articles'), render: (_, row) => row.articles.join('、') },
    { key: 'from', title: t('laws.from'), width: 120, render: (_, row) => row.effectiveFrom },
    { key: 'older', title: t('laws.check'), width: 170, render: (_, row) => <Standing row={row} /> },
  ];
}

function CitationCard({ row }: { row: Citation }) {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <span>{t(`laws.${row.kind}`)}</span>
        <Standing row={row} />
      </div>
      <Name row={row} />
      <div>{pick(row.organName)}</div>
      <div className="wb-quiet">
        {row.articles.join('、')} · {row.effectiveFrom}
      </div>
    </article>
  );
}
