import { getRouteApi, Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { scoresApi } from '#contract/powers/scores';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { countText } from '../../../../ui/count-link.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { CaseCard, useCaseColumns } from '../../../../workbench/cases/case-columns.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { lastMonth } from './last-month.ts';
import { usePeriodText } from './use-period-text.ts';

const route = getRouteApi('/workbench/powers/scores/$organ/cases');
type Row = ResponseOf<typeof scoresApi.listScoreCases>['rows'][number];

/** The cases that a line of a calculation counts: as many as it says. */
export default function ScoreCasesPage() {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  const periodText = usePeriodText();
  const { organ } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { period = lastMonth(), line = 'volume' } = search;
  const query = useEndpoint(
    scoresApi.listScoreCases,
    { params: { organ }, query: { ...search, period, line } },
    { keepPrevious: true },
  );
  const { data } = query;
  const title = data
    ? t('cases.title', { line: pick(data.lineName), organ: pick(data.organName) })
    : t('title');
  return (
    <>
      <PageHeader
        title={title}
        sub={
          data && t('cases.sub', { period: periodText(period), count: data.total, n: countText(data.total) })
        }
        crumbs={[{ title: t('title'), to: '/workbench/powers/scores' }, { title }]}
        actions={
          <Link to="/workbench/powers/scores/$organ" params={{ organ }} search={{ period }}>
            {t('cases.back')}
          </Link>
        }
      />
      {search.by && <p className="wb-quiet">{t('cases.of', { key: search.key || '–' })}</p>}
      {data && data.hidden > 0 && <p className="wb-quiet">{t('cases.hidden', { count: data.hidden })}</p>}
      <PagedTable<Row>
        query={query}
        label={title}
        rowKey={(row) => `${row.id} ${row.month}`}
        columns={useColumns()}
        card={(row) => <CaseCard row={row} />}
        empty={<EmptyState title={t('cases.empty')} hint={t('cases.emptyHint')} />}
        onPage={(page, pageSize) => void navigate({ search: (now) => ({ ...now, page, pageSize }) })}
      />
    </>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTranslation('powers-scores');
  const columns = useCaseColumns();
  return [
    ...(columns as TableColumnsType<Row>),
    { key: 'month', title: t('cases.month'), width: 100, render: (_, row) => row.month },
  ];
}
