import { getRouteApi, Link } from '@tanstack/react-router';
import { Select, Table } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { assetsApi, type BookDetail } from '#contract/services/assets';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { AccountTable, Balanced, type Counted, MonthTable, SubjectTable } from '../book-figures.tsx';
import { useContractColumns } from '../contract-columns.tsx';
import { useHoldingColumns } from '../holding-columns.tsx';
import { useSubjects } from '../use-subjects.ts';
import { type VoucherSearch, VoucherTable } from '../voucher-table.tsx';

const route = getRouteApi('/portal/services/village/$region/books');
type Books = ResponseOf<typeof assetsApi.getVillageBooks>;

/** What everybody who lives in a village may look up of its money, contracts and assets. */
export default function VillageBooksPage() {
  const { region } = route.useParams();
  const { year } = route.useSearch();
  const query = useEndpoint(assetsApi.getVillageBooks, { params: { region }, query: { year } });
  return <QueryView query={query}>{(books) => <Books books={books} />}</QueryView>;
}

function Books({ books }: { books: Books }) {
  const { t } = useTranslation('services-assets');
  const pick = usePick();
  const navigate = route.useNavigate();
  const { book, contracts, holdings, region } = books;
  return (
    <>
      <PageHeader
        title={t('portal.title', { village: pick(books.regionName) })}
        sub={t('portal.sub')}
        marks={book?.demonstration && <DemoBadge />}
        actions={
          <RegionCascader
            value={region}
            placeholder={t('portal.choose')}
            onChange={(next) =>
              next &&
              void navigate({ to: '/services/village/$region/books', params: { region: next }, search: {} })
            }
          />
        }
      />
      {book ? (
        <>
          <label>
            {t('portal.year')}{' '}
            <Select
              value={book.year}
              onChange={(year: number) => void navigate({ search: { year } })}
              options={books.years.map((year) => ({ value: year, label: year }))}
            />
          </label>
          <BookFigures book={book} region={region} />
        </>
      ) : (
        <EmptyState title={t('portal.noBook')} hint={t('portal.noBookHint')} />
      )}
      <Contracts rows={contracts} />
      <Holdings rows={holdings} />
    </>
  );
}

function BookFigures({ book, region }: { book: BookDetail; region: string }) {
  const { t } = useTranslation('services-assets');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const subjects = useSubjects();
  const { year: _, ...filter } = search;
  const query = useEndpoint(
    assetsApi.listVillageVouchers,
    { params: { region, year: book.year }, query: filter },
    { keepPrevious: true },
  );
  const names = new Map(
    [...subjects('income'), ...subjects('expense')].map(({ value, label }) => [value, label]),
  );
  const link = (counted: Counted, label: string, text: ReactNode) => (
    <Link
      to="/services/village/$region/books"
      params={{ region }}
      search={{ year: book.year, ...counted }}
      hash="vouchers"
      aria-label={label}
    >
      {text}
    </Link>
  );
  const change = (patch: VoucherSearch) =>
    void navigate({ search: (now: VoucherSearch) => ({ ...now, page: undefined, ...patch }) });
  return (
    <>
      <Balanced book={book} />
      <h2>{t('book.accounts')}</h2>
      <AccountTable book={book} link={link} />
      <h2>{t('book.subjects')}</h2>
      <SubjectTable book={book} link={link} />
      <h2>{t('book.months')}</h2>
      <MonthTable book={book} link={link} />
      <h2 id="vouchers">{t('vouchers.title')}</h2>
      <VoucherTable
        query={query}
        search={filter}
        onChange={change}
        accounts={book.accounts}
        subjectName={(code) => names.get(code) ?? code}
      />
    </>
  );
}

const noPages = { hideOnSinglePage: true, pageSize: 20 };

function Contracts({ rows }: { rows: Books['contracts'] }) {
  const { t } = useTranslation('services-assets');
  const columns = useContractColumns();
  return (
    <>
      <h2>{t('portal.contracts')}</h2>
      <Table
        size="small"
        aria-label={t('portal.contracts')}
        rowKey="id"
        columns={columns}
        dataSource={rows}
        pagination={noPages}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('portal.none') }}
      />
    </>
  );
}

function Holdings({ rows }: { rows: Books['holdings'] }) {
  const { t } = useTranslation('services-assets');
  const columns = useHoldingColumns();
  return (
    <>
      <h2>{t('portal.holdings')}</h2>
      <Table
        size="small"
        aria-label={t('portal.holdings')}
        rowKey="id"
        columns={columns}
        dataSource={rows}
        pagination={noPages}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('portal.none') }}
      />
    </>
  );
}
