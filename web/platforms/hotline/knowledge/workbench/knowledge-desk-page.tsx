import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Select, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { knowledgeApi, type KnowledgeRow, knowledgeStandings } from '#contract/hotline/knowledge';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { StandingTag } from '../standing-tag.tsx';
import { KnowledgeDrawer } from './knowledge-drawer.tsx';
import { KnowledgeWarnings } from './knowledge-warnings.tsx';

const route = getRouteApi('/workbench/hotline/knowledge');
type Search = ReturnType<typeof route.useSearch>;

function KnowledgeFilters({ search, onChange }: { search: Search; onChange: (patch: Search) => void }) {
  const { t } = useTranslation('hotline-knowledge');
  const active = [search.search, search.standing, search.organ, search.mine].filter(Boolean).length;
  const none = { search: undefined, standing: undefined, organ: undefined, mine: undefined };
  return (
    <FilterBar active={active} onClear={() => onChange(none)}>
      <FilterField label={t('search.words')} wide>
        {(id) => (
          <SearchInput
            id={id}
            value={search.search}
            maxLength={80}
            onChange={(words) => onChange({ search: words })}
          />
        )}
      </FilterField>
      <FilterField label={t('fields.standing')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('any')}
            value={search.standing}
            onChange={(standing?: Search['standing']) => onChange({ standing })}
            options={knowledgeStandings.map((value) => ({ value, label: t(`standing.${value}`) }))}
          />
        )}
      </FilterField>
      <FilterField label={t('fields.organ')}>
        {(id) => (
          <OrganSelect id={id} allowClear value={search.organ} onChange={(organ) => onChange({ organ })} />
        )}
      </FilterField>
      <Checkbox
        checked={search.mine === 'true'}
        onChange={(event) => onChange({ mine: event.target.checked ? 'true' : undefined })}
      >
        {t('desk.mine')}
      </Checkbox>
    </FilterBar>
  );
}

function useColumns(link: (row: KnowledgeRow) => React.ReactNode): TableColumnsType<KnowledgeRow> {
  const { t } = useTranslation('hotline-knowledge');
  const pick = usePick();
  return [
    { key: 'question', title: t('fields.question'), width: 320, render: (_, row) => link(row) },
    {
      key: 'standing',
      title: t('fields.standing'),
      width: 110,
      render: (_, row) => <StandingTag standing={row.standing} />,
    },
    { key: 'organ', title: t('fields.organ'), width: 200, render: (_, row) => pick(row.organName) },
    {
      key: 'audience',
      title: t('fields.audience'),
      width: 100,
      render: (_, row) => t(`audience.${row.audience}`),
    },
    { key: 'validTo', title: t('fields.validTo'), width: 110, render: (_, row) => row.validTo },
    { key: 'reviewBy', title: t('fields.reviewBy'), width: 110, render: (_, row) => row.reviewBy },
    {
      key: 'useful',
      title: t('fields.usefulness'),
      render: (_, row) => t('useful.short', row.usefulness),
    },
  ];
}

/** The knowledge base at the desk: what needs to be looked at, the list, and the form beside them. */
export default function KnowledgeDeskPage() {
  const { t } = useTranslation('hotline-knowledge');
  const pick = usePick();
  const { entry: _entry, create: _create, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const query = useEndpoint(knowledgeApi.desk, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }), resetScroll: false });
  const link = (row: KnowledgeRow) => (
    <Link to="/workbench/hotline/knowledge" search={(now) => ({ ...now, entry: row.id }) as never}>
      {pick(row.question)}
    </Link>
  );
  return (
    <>
      <PageHeader
        title={t('desk.title')}
        sub={t('desk.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={
          may('knowledge.edit') && (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => change({ create: 'true' })}
            >
              {t('desk.new')}
            </Button>
          )
        }
      />
      {query.data && <KnowledgeWarnings warnings={query.data.warnings} />}
      <KnowledgeFilters search={search} onChange={change} />
      {query.data?.closest && <Alert type="info" showIcon title={t('closest')} className="wb-problem" />}
      <Section title={t('found', { count: query.data?.total ?? 0 })}>
        <PagedTable
          query={query}
          label={t('desk.title')}
          rowKey={(row) => row.id}
          columns={useColumns(link)}
          card={(row) => (
            <article className="wb-card">
              <strong>{link(row)}</strong>
              <StandingTag standing={row.standing} />
              <div className="wb-quiet">
                {pick(row.organName)} · {t('validTo', { date: row.validTo })}
              </div>
            </article>
          )}
          empty={<EmptyState title={t('none')} hint={t('desk.noneHint')} />}
          onPage={(page, pageSize) => change({ page, pageSize })}
          onOpen={(row) => change({ entry: row.id, page: search.page })}
        />
      </Section>
      <KnowledgeDrawer />
    </>
  );
}
