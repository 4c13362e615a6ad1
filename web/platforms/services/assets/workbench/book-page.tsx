import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { assetsApi, type BookDetail } from '#contract/services/assets';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { AccountTable, Balanced, type Counted, MonthTable, SubjectTable } from '../book-figures.tsx';
import { useSubjects } from '../use-subjects.ts';
import { type VoucherSearch, VoucherTable } from '../voucher-table.tsx';
import { BookActions } from './book-actions.tsx';
import { ImportFile } from './import-file.tsx';
import { PostVoucher } from './post-voucher.tsx';
import { ReverseVoucher } from './reverse-voucher.tsx';

const route = getRouteApi('/workbench/services/books/$id');

/** The account book of a village: what it holds, and the vouchers behind each figure. */
export default function BookPage() {
  const { id } = route.useParams();
  const query = useEndpoint(assetsApi.getBook, { params: { id } });
  return <QueryView query={query}>{(book) => <Book book={book} />}</QueryView>;
}

function Book({ book }: { book: BookDetail }) {
  const { t } = useTranslation('services-assets');
  const pick = usePick();
  const may = useMay();
  const [dialogue, setDialogue] = useState<'post' | 'import' | null>(null);
  const importing = useAction(assetsApi.importVouchers, {
    refreshes: [assetsApi.getBook, assetsApi.listVouchers, assetsApi.listBooks, casesApi.getCase],
  });
  const writes = may('cases.act') && book.status === 'open';
  const link = (counted: Counted, label: string, text: ReactNode) => (
    <Link
      to="/workbench/services/books/$id"
      params={{ id: book.id }}
      search={counted}
      hash="vouchers"
      aria-label={label}
    >
      {text}
    </Link>
  );
  return (
    <>
      <PageHeader
        title={t('book.title', { village: pick(book.regionName), year: book.year })}
        crumbs={[
          { title: t('books.title'), to: '/workbench/services/books' },
          { title: `${pick(book.regionName)} ${book.year}` },
        ]}
        sub={t('book.sub')}
        marks={book.demonstration && <DemoBadge />}
        actions={
          writes && (
            <>
              <Button icon={<UploadOutlined aria-hidden />} onClick={() => setDialogue('import')}>
                {t('import.title')}
              </Button>
              <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setDialogue('post')}>
                {t('vouchers.post')}
              </Button>
            </>
          )
        }
      />
      <Section
        title={t('book.now')}
        className="no-print"
        extra={
          <Link to="/workbench/cases/$id" params={{ id: book.id }}>
            {t('book.case')}
          </Link>
        }
      >
        <BookActions id={book.id} />
      </Section>
      <Section title={t('book.accounts')}>
        <Balanced book={book} />
        <AccountTable book={book} link={link} />
      </Section>
      <Section title={t('book.subjects')}>
        <SubjectTable book={book} link={link} />
      </Section>
      <Section title={t('book.months')}>
        <MonthTable book={book} link={link} />
      </Section>
      <Vouchers book={book} writes={writes} />
      <PostVoucher book={book} open={dialogue === 'post'} onClose={() => setDialogue(null)} />
      <ImportFile
        kind="vouchers"
        title={t('import.title')}
        run={(form) => importing.mutateAsync({ params: { id: book.id }, form })}
        open={dialogue === 'import'}
        onClose={() => setDialogue(null)}
      />
    </>
  );
}

function Vouchers({ book, writes }: { book: BookDetail; writes: boolean }) {
  const { t } = useTranslation('services-assets');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const subjects = useSubjects();
  const query = useEndpoint(
    assetsApi.listVouchers,
    { params: { id: book.id }, query: search },
    { keepPrevious: true },
  );
  const names = new Map(
    [...subjects('income'), ...subjects('expense')].map(({ value, label }) => [value, label]),
  );
  const change = (patch: VoucherSearch) =>
    void navigate({ search: (now: VoucherSearch) => ({ ...now, page: undefined, ...patch }) });
  return (
    <div id="vouchers">
      <Section title={t('vouchers.title')}>
        <VoucherTable
          query={query}
          search={search}
          onChange={change}
          accounts={book.accounts}
          subjectName={(code) => names.get(code) ?? code}
          act={writes ? (row) => <ReverseVoucher book={book.id} row={row} /> : undefined}
        />
      </Section>
    </div>
  );
}
