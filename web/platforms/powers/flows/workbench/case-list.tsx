import type { UseQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '#contract/cases';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { CaseCard, useCaseColumns } from '../../../../workbench/cases/case-columns.tsx';
import { type PageOf, PagedTable } from '../../../../workbench/ui/paged-table.tsx';

interface Props {
  query: UseQueryResult<PageOf<CaseRow>, Error>;
  label: string;
  onPage: (page: number, pageSize: number) => void;
}

/** The cases that a figure counts. */
export function CaseList({ query, label, onPage }: Props) {
  const { t } = useTranslation('powers-flows');
  const columns = useCaseColumns();
  const navigate = useNavigate();
  return (
    <PagedTable
      query={query}
      label={label}
      rowKey={(row) => row.id}
      columns={columns}
      card={(row) => <CaseCard row={row} />}
      empty={<EmptyState title={t('cases.none')} />}
      onPage={onPage}
      onOpen={(row) => void navigate({ to: '/workbench/cases/$id', params: { id: row.id } })}
    />
  );
}
