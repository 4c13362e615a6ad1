import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Operations } from '#contract/operations';
import { usePick } from '../../i18n/language.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { secondsText } from './seconds-text.ts';
import { StateTag } from './state-tag.tsx';

type Loop = Operations['loops'][number];

/** When each loop last succeeded in any process, beside its limit. */
export function LoopTable({ loops }: { loops: Loop[] }) {
  const { t } = useTranslation('workbench-operations');
  const pick = usePick();
  const age = ({ ageSeconds }: Loop) => (ageSeconds === null ? t('nobody') : secondsText(ageSeconds));
  const columns: TableColumnsType<Loop> = [
    { key: 'state', title: t('status'), width: 90, render: (_, row) => <StateTag state={row.state} /> },
    { key: 'name', title: t('loop'), render: (_, row) => pick(row.name) },
    {
      key: 'last',
      title: t('lastSuccess'),
      render: (_, row) => (row.succeededAt ? <TimeText at={row.succeededAt} form="second" /> : t('never')),
    },
    { key: 'age', title: t('age'), align: 'end', render: (_, row) => age(row) },
    { key: 'limit', title: t('limit'), align: 'end', render: (_, row) => secondsText(row.limitSeconds) },
    { key: 'failures', title: t('failures'), align: 'end', dataIndex: 'failures' },
  ];
  return (
    <ListTable
      label={t('loops')}
      rows={loops}
      rowKey={(row) => row.code}
      columns={columns}
      card={(row) => (
        <article className="wb-card">
          <div className="wb-card-head">
            <StateTag state={row.state} />
            <span>
              {age(row)} / {secondsText(row.limitSeconds)}
            </span>
          </div>
          <strong>{pick(row.name)}</strong>
          {row.failures > 0 && (
            <div>
              {t('failures')} {row.failures}
            </div>
          )}
        </article>
      )}
    />
  );
}
