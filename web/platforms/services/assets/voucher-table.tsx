import type { UseQueryResult } from '@tanstack/react-query';
import { Select, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type VoucherRow, voucherKinds } from '#contract/services/assets';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterBar, FilterField } from '../../../workbench/ui/filter-bar.tsx';
import { type PageOf, PagedTable } from '../../../workbench/ui/paged-table.tsx';
import { SearchInput } from '../../../workbench/ui/search-input.tsx';
import { MoneyText } from './money-text.tsx';
import { VoucherFiles } from './voucher-files.tsx';

export interface VoucherSearch {
  page?: number;
  pageSize?: number;
  account?: string;
  subject?: string;
  kind?: VoucherRow['kind'];
  month?: string;
  search?: string;
}

interface Props {
  query: UseQueryResult<PageOf<VoucherRow>, Error>;
  search: VoucherSearch;
  onChange: (patch: VoucherSearch) => void;
  accounts: readonly { code: string; name: string }[];
  subjectName: (code: string) => string;
  /** What may be done with a voucher. */
  act?: (row: VoucherRow) => ReactNode;
}

/** Vouchers of a book, narrowed by what a figure counts. */
export function VoucherTable({ query, search, onChange, accounts, subjectName, act }: Props) {
  const { t } = useTranslation('services-assets');
  const accountName = (code: string) => accounts.find((one) => one.code === code)?.name ?? code;
  const columns = useColumns(accountName, subjectName, act);
  return (
    <>
      <VoucherFilters search={search} onChange={onChange} accounts={accounts} />
      <PagedTable
        query={query}
        label={t('vouchers.title')}
        rowKey={(row) => String(row.voucher)}
        columns={columns}
        card={(row) => <VoucherCard row={row} accountName={accountName} act={act} />}
        empty={<EmptyState title={t('vouchers.empty')} hint={t('vouchers.emptyHint')} />}
        onPage={(page, pageSize) => onChange({ page, pageSize })}
      />
    </>
  );
}

function VoucherFilters({ search, onChange, accounts }: Pick<Props, 'search' | 'onChange' | 'accounts'>) {
  const { t } = useTranslation('services-assets');
  const names = ['account', 'subject', 'kind', 'month', 'search'] as const;
  const active = names.filter((name) => search[name] !== undefined).length;
  return (
    <FilterBar
      active={active}
      onClear={() => onChange(Object.fromEntries(names.map((name) => [name, undefined])))}
    >
      <FilterField label={t('vouchers.search')} wide>
        {(id) => (
          <SearchInput
            id={id}
            maxLength={80}
            value={search.search}
            onChange={(text) => onChange({ search: text })}
          />
        )}
      </FilterField>
      <FilterField label={t('vouchers.account')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('filter.any')}
            value={search.account}
            onChange={(account?: string) => onChange({ account })}
            options={accounts.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
      </FilterField>
      <FilterField label={t('vouchers.kind')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('filter.any')}
            value={search.kind}
            onChange={(kind?: VoucherRow['kind']) => onChange({ kind })}
            options={voucherKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}

function Marks({ row }: { row: VoucherRow }) {
  const { t } = useTranslation('services-assets');
  if (row.reverses !== null) return <small>{t('vouchers.isReversal', { number: row.reverses })}</small>;
  if (row.reversedBy !== null) return <small>{t('vouchers.wasReversed', { number: row.reversedBy })}</small>;
  return null;
}

function useColumns(
  accountName: (code: string) => string,
  subjectName: (code: string) => string,
  act: Props['act'],
): TableColumnsType<VoucherRow> {
  const { t } = useTranslation('services-assets');
  const columns: TableColumnsType<VoucherRow> = [
    {
      key: 'voucher',
      title: t('vouchers.number'),
      render: (_, row) => (
        <>
          {row.voucher} {row.paper && <small>{row.paper}</small>} <Marks row={row} />
        </>
      ),
    },
    { key: 'date', title: t('vouchers.date'), className: 'wb-number', render: (_, row) => row.date },
    { key: 'kind', title: t('vouchers.kind'), render: (_, row) => t(`kind.${row.kind}`) },
    {
      key: 'amount',
      title: t('vouchers.amount'),
      align: 'right',
      render: (_, row) => <MoneyText amount={row.amount} />,
    },
    {
      key: 'account',
      title: t('vouchers.account'),
      render: (_, row) =>
        row.to ? `${accountName(row.account)} → ${accountName(row.to)}` : accountName(row.account),
    },
    {
      key: 'subject',
      title: t('vouchers.subject'),
      render: (_, row) => (row.subject ? subjectName(row.subject) : '—'),
    },
    { key: 'party', title: t('vouchers.party'), render: (_, row) => row.party },
    {
      key: 'purpose',
      title: t('vouchers.purpose'),
      render: (_, row) => (
        <>
          {row.purpose}
          <VoucherFiles row={row} />
        </>
      ),
    },
  ];
  return act ? [...columns, { key: 'act', title: t('vouchers.act'), render: (_, row) => act(row) }] : columns;
}

function VoucherCard({
  row,
  accountName,
  act,
}: Pick<Props, 'act'> & { row: VoucherRow; accountName: (code: string) => string }) {
  const { t } = useTranslation('services-assets');
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <span>{row.date}</span>
        <span>{t(`kind.${row.kind}`)}</span>
      </div>
      <strong>
        <MoneyText amount={row.amount} />
      </strong>
      <div>
        {row.party} · {row.purpose}
      </div>
      <div className="wb-quiet">
        {row.voucher} · {accountName(row.account)} <Marks row={row} />
      </div>
      <VoucherFiles row={row} />
      {act?.(row)}
    </article>
  );
}
