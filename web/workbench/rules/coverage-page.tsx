import {
  CheckOutlined,
  MinusOutlined,
  PauseOutlined,
  QuestionOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type TableColumnsType, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CoverageRow, rulesApi } from '#contract/rules';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { CountLink } from '../../ui/count-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { ItemSelect } from '../ui/item-select.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { OrganSelect } from '../ui/organ-select.tsx';

const route = getRouteApi('/workbench/coverage');
type Search = ReturnType<typeof route.useSearch>;

/** What each rule can say of an item or an organ: silence of a rule that could not speak is no sign that all is well. */
export default function CoveragePage() {
  const { t } = useTranslation('workbench-rules');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (patch: Search) => void navigate({ search: (now) => ({ ...now, ...patch }) });
  const chosen = search.item !== undefined || search.organ !== undefined;
  return (
    <>
      <PageHeader title={t('coverage.title')} sub={t('coverage.sub')} />
      <FilterBar
        active={[search.item, search.organ].filter((one) => one !== undefined).length}
        onClear={() => change({ item: undefined, organ: undefined })}
      >
        <FilterField label={t('coverage.item')} wide>
          {(id) => <ItemSelect id={id} value={search.item} onChange={(item) => change({ item })} />}
        </FilterField>
        <FilterField label={t('coverage.organ')} wide>
          {(id) => (
            <OrganSelect id={id} value={search.organ} onChange={(organ) => change({ organ })} allowClear />
          )}
        </FilterField>
      </FilterBar>
      {chosen ? (
        <Verdicts search={search} />
      ) : (
        <EmptyState title={t('coverage.choose')} hint={t('coverage.chooseHint')} />
      )}
    </>
  );
}

function Verdicts({ search }: { search: Search }) {
  const { t } = useTranslation('workbench-rules');
  const query = useEndpoint(rulesApi.getCoverage, { query: search }, { keepPrevious: true });
  const columns = useColumns(search);
  return (
    <QueryView query={query}>
      {({ sampled, rows }) => (
        <>
          <p className="wb-quiet" role="status">
            {t('coverage.sampled', { count: sampled })}
          </p>
          <ListTable
            label={t('coverage.title')}
            rows={rows}
            rowKey={(row) => row.code}
            columns={columns}
            card={(row) => <VerdictCard row={row} search={search} />}
          />
        </>
      )}
    </QueryView>
  );
}

const icons = {
  fired: WarningOutlined,
  clean: CheckOutlined,
  'not-computable': QuestionOutlined,
  'switched-off': PauseOutlined,
  'other-cases': MinusOutlined,
} as const;

function Verdict({ row }: { row: CoverageRow }) {
  const { t } = useTranslation('workbench-rules');
  const Icon = icons[row.verdict];
  return <Tag icon={<Icon aria-hidden />}>{t(`coverage.${row.verdict}`)}</Tag>;
}

function Missing({ row }: { row: CoverageRow }) {
  const { t } = useTranslation('workbench-rules');
  const pick = usePick();
  if (row.missing.length === 0) return null;
  return <>{t('coverage.missing', { what: row.missing.map(pick).join(t('comma')) })}</>;
}

function RuleLink({ row }: { row: CoverageRow }) {
  const pick = usePick();
  return (
    <Link to="/workbench/rules/$code" params={{ code: row.code }}>
      {pick(row.title)}
    </Link>
  );
}

function Fired({ row, search }: { row: CoverageRow; search: Search }) {
  const { t } = useTranslation('workbench-rules');
  const pick = usePick();
  if (row.fired === 0) return <span className="wb-quiet">0</span>;
  return (
    <CountLink
      to="/workbench/alerts"
      search={{ rule: row.code, ...search }}
      count={row.fired}
      label={t('firedOf', { title: pick(row.title) })}
    />
  );
}

function useColumns(search: Search): TableColumnsType<CoverageRow> {
  const { t } = useTranslation('workbench-rules');
  return [
    { key: 'rule', title: t('rule'), render: (_, row) => <RuleLink row={row} /> },
    {
      key: 'verdict',
      title: t('coverage.verdict'),
      width: 160,
      render: (_, row) => <Verdict row={row} />,
      filters: (Object.keys(icons) as CoverageRow['verdict'][]).map((value) => ({
        value,
        text: t(`coverage.${value}`),
      })),
      onFilter: (value, row) => row.verdict === value,
    },
    {
      key: 'fired',
      title: t('fired'),
      width: 100,
      align: 'end',
      render: (_, row) => <Fired row={row} search={search} />,
    },
    { key: 'missing', title: t('coverage.why'), render: (_, row) => <Missing row={row} /> },
  ];
}

function VerdictCard({ row, search }: { row: CoverageRow; search: Search }) {
  const { t } = useTranslation('workbench-rules');
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <Verdict row={row} />
        <span>
          {t('fired')} <Fired row={row} search={search} />
        </span>
      </div>
      <RuleLink row={row} />
      <div>
        <Missing row={row} />
      </div>
    </article>
  );
}
