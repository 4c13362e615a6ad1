import { useTranslation } from 'react-i18next';
import { useExpected } from '../../i18n/use-expected.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { useRefusalTitle } from './refusal-title.ts';
import type { RefusedRow } from './refused-csv.ts';

/** Refused rows: where, why, what was expected and what stood there. */
export function RefusedTable({ rows, loading = false }: { rows: RefusedRow[]; loading?: boolean }) {
  const { t } = useTranslation('workbench-imports');
  const titleOf = useRefusalTitle();
  const inWords = useExpected();
  return (
    <ScrollTable
      label={t('refused.label')}
      loading={loading}
      rowKey={(row) => `${row.line} ${row.code} ${row.field} ${row.value}`}
      dataSource={rows}
      columns={[
        {
          key: 'line',
          title: t('refused.line'),
          align: 'end',
          width: 80,
          render: (_, row) => row.line ?? t('refused.wholeFile'),
        },
        {
          key: 'reason',
          title: t('refused.reason'),
          render: (_, row) => (
            <>
              {titleOf(row.code)} <code className="wb-quiet">{row.code}</code>
            </>
          ),
        },
        { key: 'field', title: t('refused.field'), render: (_, row) => row.field ?? '–' },
        {
          key: 'expected',
          title: t('refused.expected'),
          render: (_, row) => (row.expected === null ? '–' : inWords(row.expected)),
        },
        {
          key: 'value',
          title: t('refused.value'),
          render: (_, row) => (row.value === null ? '–' : <code className="wb-value">{row.value}</code>),
        },
      ]}
    />
  );
}
