import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { assetsApi, type BookDetail } from '#contract/services/assets';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';
import { AccountTable, Balanced, type Counted, MonthTable, SubjectTable } from '../book-figures.tsx';
import { useContractColumns } from '../contract-columns.tsx';
import { useHoldingColumns } from '../holding-columns.tsx';
import { useSubjects } from '../use-subjects.ts';
import { type VoucherSearch, VoucherTable } from '../voucher-table.tsx';
// The tables, cards and filters of vouchers are the workbench's, on this page of the portal too.
import '../../../../workbench/ui/parts.css';
import '../../../../workbench/ui/records.css';
import styles from '../../../../ui/panels.module.css';

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
    <div className={styles.page}>
      <PageHeader
        title={t('portal.title', { village: pick(books.regionName) })}
        sub={t('portal.sub')}
        marks={book?.demonstration && <DemoBadge />}
        actions={
          <RegionCascader
            value={region}
            style={{ width: 260 }}
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
          {books.years.length > 1 && <Years books={books} year={book.year} />}
          <BookFigures book={book} region={region} />
        </>
      ) : (
        <EmptyState title={t('portal.noBook')} hint={t('portal.noBookHint')} />
      )}
      <Contracts rows={contracts} />
      <Holdings rows={holdings} />
    </div>
  );
}

function Years({ books, year }: { books: Books; year: number }) {
  const { t } = useTranslation('services-assets');
  const navigate = route.useNavigate();
  const id = useId();
  return (
    <div className="no-print">
      <label htmlFor={id}>{t('portal.year')} </label>
      <Select
        id={id}
        value={year}
        onChange={(chosen: number) => void navigate({ search: { year: chosen } })}
        options={books.years.map((value) => ({ value, label: value }))}
      />
    </div>
  );
}

function Panel({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  const own = useId();
  return (
    <section className={styles.panel} aria-labelledby={id ?? own}>
      <h2 id={id ?? own}>{title}</h2>
      {children}
    </section>
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
      <Panel title={t('book.accounts')}>
        <Balanced book={book} />
        <AccountTable book={book} link={link} />
      </Panel>
      <Panel title={t('book.subjects')}>
        <SubjectTable book={book} link={link} />
      </Panel>
      <Panel title={t('book.months')}>
        <MonthTable book={book} link={link} />
      </Panel>
      <Panel title={t('vouchers.title')} id="vouchers">
        <VoucherTable
          query={query}
          search={filter}
          onChange={change}
          accounts={book.accounts}
          subjectName={(code) => names.get(code) ?? code}
        />
      </Panel>
    </>
  );
}

function Contracts({ rows }: { rows: Books['contracts'] }) {
  const { t } = useTranslation('services-assets');
  const columns = useContractColumns();
  return (
    <Panel title={t('portal.contracts')}>
      {rows.length === 0 ? (
        <p className={styles.quiet}>{t('portal.none')}</p>
      ) : (
        <ScrollTable
          label={t('book.table', { title: t('portal.contracts') })}
          rowKey="id"
          columns={columns}
          dataSource={rows}
        />
      )}
    </Panel>
  );
}

function Holdings({ rows }: { rows: Books['holdings'] }) {
  const { t } = useTranslation('services-assets');
  const columns = useHoldingColumns();
  return (
    <Panel title={t('portal.holdings')}>
      {rows.length === 0 ? (
        <p className={styles.quiet}>{t('portal.none')}</p>
      ) : (
        <ScrollTable
          label={t('book.table', { title: t('portal.holdings') })}
          rowKey="id"
          columns={columns}
          dataSource={rows}
        />
      )}
    </Panel>
  );
}
