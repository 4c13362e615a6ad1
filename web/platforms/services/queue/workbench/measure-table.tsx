import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { queueApi } from '#contract/services/queue';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { CountLink } from '../../../../ui/count-link.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { ListTable } from '../../../../workbench/ui/list-table.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';

type Row = ResponseOf<typeof queueApi.getMeasures>[number];
const minutes = (value: number | null) => (value === null ? '—' : value.toFixed(1));

/** Waiting and handling of the last thirty days by window. */
export function MeasureTable({ point }: { point: string }) {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const query = useEndpoint(queueApi.getMeasures, { params: { id: point } }, { staleTime: 30_000 });
  const counted = (row: Row, count: number, label: string, narrowed: object = {}) => (
    <CountLink
      to="/workbench/services/points/$point/turns"
      params={{ point }}
      search={{ window: row.window, ...narrowed }}
      count={count}
      label={`${pick(row.name)} ${label}`}
    />
  );
  const columns: TableColumnsType<Row> = [
    { key: 'window', title: t('window'), render: (_, row) => pick(row.name) },
    {
      key: 'turns',
      title: t('measures.turns'),
      render: (_, row) => counted(row, row.turns, t('measures.turns')),
    },
    {
      key: 'done',
      title: t('measures.done'),
      render: (_, row) => counted(row, row.done, t('measures.done'), { outcome: 'done' }),
    },
    {
      key: 'skipped',
      title: t('measures.skipped'),
      render: (_, row) => counted(row, row.skipped, t('measures.skipped'), { outcome: 'skipped' }),
    },
    {
      key: 'wait',
      title: t('measures.wait'),
      render: (_, row) => `${minutes(row.waitMedian)} / ${minutes(row.wait90)}`,
    },
    {
      key: 'handling',
      title: t('measures.handling'),
      render: (_, row) => `${minutes(row.handlingMedian)} / ${minutes(row.handling90)}`,
    },
    {
      key: 'rating',
      title: t('measures.rating'),
      render: (_, row) =>
        row.rating === null ? (
          '—'
        ) : (
          <span className="wb-words">
            {row.rating.toFixed(1)} ({counted(row, row.ratings, t('measures.rating'), { rated: 'true' })})
          </span>
        ),
    },
  ];
  return (
    <Section title={t('measures.title')}>
      <QueryView query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <p>{t('measures.none')}</p>
          ) : (
            <ListTable
              rows={rows}
              label={t('measures.title')}
              rowKey={(row) => row.window}
              columns={columns}
              card={(row) => (
                <article className="wb-card">
                  <strong>{pick(row.name)}</strong>
                  <div>
                    {t('measures.wait')} {minutes(row.waitMedian)} / {minutes(row.wait90)}
                  </div>
                  <div>
                    {t('measures.handling')} {minutes(row.handlingMedian)} / {minutes(row.handling90)}
                  </div>
                  {row.rating !== null && (
                    <div>
                      {t('measures.rating')} {row.rating.toFixed(1)} (
                      {counted(row, row.ratings, t('measures.rating'), { rated: 'true' })})
                    </div>
                  )}
                </article>
              )}
            />
          )
        }
      </QueryView>
    </Section>
  );
}
