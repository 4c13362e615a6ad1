import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assetsApi, type BookRow } from '#contract/services/assets';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { MoneyText } from '../money-text.tsx';
import { OpenBook } from './open-book.tsx';
import { PlaceFilters } from './place-filters.tsx';

const route = getRouteApi('/workbench/services/books');
type Search = ReturnType<typeof route.useSearch>;

/** Account books of the villages that one reaches. */
export default function BookListPage() {
  const { t } = useTranslation('services-assets');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [opening, setOpening] = useState(false);
  const query = useEndpoint(assetsApi.listBooks, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }) });
  const open = (id: string) =>
    void navigate({ to: '/workbench/services/books/$id', params: { id }, search: {} });
  return (
    <>
      <PageHeader
        title={t('books.title')}
        sub={t('books.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={
          may('cases.act') && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpening(true)}>
              {t('books.open')}
            </Button>
          )
        }
      />
      <PlaceFilters search={search} onChange={change} label={t('books.search')} />
      <PagedTable
        query={query}
        label={t('books.title')}
        rowKey={(row) => row.id}
        columns={useColumns()}
        card={(row) => <BookCard row={row} />}
        empty={<EmptyState title={t('books.empty')} hint={t('books.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => open(row.id)}
      />
      <OpenBook open={opening} onClose={() => setOpening(false)} onOpened={open} />
    </>
  );
}

function BookLink({ row }: { row: BookRow }) {
  const pick = usePick();
  return (
    <Link to="/workbench/services/books/$id" params={{ id: row.id }} search={{}}>
      {pick(row.regionName)} {row.year}
    </Link>
  );
}

function Signed({ row }: { row: BookRow }) {
  const { t } = useTranslation('services-assets');
  return <>{t('books.signed', { signed: row.signedMonths, closed: row.closedMonths })}</>;
}

function useColumns(): TableColumnsType<BookRow> {
  const { t } = useTranslation('services-assets');
  const amount = (key: 'income' | 'expense' | 'balance') => ({
    key,
    title: t(`books.${key}`),
    align: 'right' as const,
    render: (_: unknown, row: BookRow) => <MoneyText amount={row[key]} />,
  });
  return [
    { key: 'village', title: t('books.village'), render: (_, row) => <BookLink row={row} /> },
    { key: 'status', title: t('books.status'), render: (_, row) => t(`status.${row.status}`) },
    amount('income'),
    amount('expense'),
    amount('balance'),
    { key: 'vouchers', title: t('books.vouchers'), align: 'right', render: (_, row) => row.vouchers },
    { key: 'signed', title: t('books.months'), render: (_, row) => <Signed row={row} /> },
    { key: 'requests', title: t('books.requests'), align: 'right', render: (_, row) => row.openRequests },
  ];
}

function BookCard({ row }: { row: BookRow }) {
  const { t } = useTranslation('services-assets');
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <span>{t(`status.${row.status}`)}</span>
        <span>
          {t('books.vouchers')} {row.vouchers}
        </span>
      </div>
      <strong>
        <BookLink row={row} />
      </strong>
      <div>
        {t('books.balance')} <MoneyText amount={row.balance} />
      </div>
      <div className="wb-quiet">
        <Signed row={row} />
      </div>
    </article>
  );
}
