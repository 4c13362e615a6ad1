import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Operations } from '#contract/operations';
import { usePick } from '../../i18n/language.ts';
import { countText } from '../../ui/count-link.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { secondsText } from './seconds-text.ts';
import { StateTag } from './state-tag.tsx';

type Queue = Operations['queues'][number];

/** What waits, and for how long the oldest has, beside the limit. */
export function QueueTable({ queues }: { queues: Queue[] }) {
  const { t } = useTranslation('workbench-operations');
  const pick = usePick();
  const oldest = ({ ageSeconds }: Queue) => (ageSeconds === null ? t('none') : secondsText(ageSeconds));
  const limit = ({ limitSeconds }: Queue) =>
    limitSeconds === null ? t('noLimit') : secondsText(limitSeconds);
  const columns: TableColumnsType<Queue> = [
    { key: 'state', title: t('status'), width: 90, render: (_, row) => <StateTag state={row.state} /> },
    { key: 'name', title: t('queue'), render: (_, row) => pick(row.name) },
    { key: 'waiting', title: t('waiting'), align: 'end', render: (_, row) => countText(row.waiting) },
    { key: 'oldest', title: t('oldest'), align: 'end', render: (_, row) => oldest(row) },
    { key: 'limit', title: t('limit'), align: 'end', render: (_, row) => limit(row) },
  ];
  return (
    <ListTable
      label={t('queues')}
      rows={queues}
      rowKey={(row) => row.code}
      columns={columns}
      card={(row) => (
        <article className="wb-card">
          <div className="wb-card-head">
            <StateTag state={row.state} />
            <span>
              {oldest(row)} / {limit(row)}
            </span>
          </div>
          <strong>{pick(row.name)}</strong>
          <div>
            {t('waiting')} {countText(row.waiting)}
          </div>
        </article>
      )}
    />
  );
}
