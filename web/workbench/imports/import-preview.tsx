import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { importsApi } from '#contract/imports';
import type { ResponseOf } from '../../api.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Section } from '../ui/section.tsx';
import { type ChosenFiles, isPartial } from './chosen-files.ts';
import { RefusedTable } from './refused-table.tsx';

interface ImportPreviewProps {
  preview: ResponseOf<typeof importsApi.previewImport>;
  chosen: ChosenFiles;
}

/** What the file holds and what its first rows would become; nothing has been written yet. */
export function ImportPreview({ preview, chosen }: ImportPreviewProps) {
  const { t } = useTranslation('workbench-imports');
  return (
    <div className="wb-stack">
      <Alert
        type={preview.refused.length > 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={t('preview.summary', { events: preview.events.length, refused: preview.refused.length })}
        description={
          chosen.file && isPartial(chosen.file) ? t('preview.partial') : t('preview.nothingWritten')
        }
      />
      <Section title={t('preview.columns', { count: preview.columns.length })}>
        <ul className="wb-columns-found">
          {preview.columns.map((column) => (
            <li key={`${column.of} ${column.name}`}>
              <code>{column.name}</code>
              <span className="wb-quiet">{column.sample || t('preview.noSample')}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('preview.events')}>
        <ScrollTable
          label={t('preview.events')}
          rowKey={(row) => `${row.line} ${row.type} ${row.subject} ${row.time} ${row.summary}`}
          dataSource={preview.events}
          locale={{ emptyText: t('preview.noEvents') }}
          columns={[
            { key: 'line', title: t('refused.line'), dataIndex: 'line', align: 'end', width: 80 },
            { key: 'subject', title: t('preview.subject'), dataIndex: 'subject' },
            { key: 'type', title: t('preview.type'), render: (_, row) => <code>{row.type}</code> },
            {
              key: 'time',
              title: t('preview.time'),
              render: (_, row) => <TimeText at={row.time} form="second" />,
            },
            { key: 'summary', title: t('preview.what'), dataIndex: 'summary' },
          ]}
        />
      </Section>
      {preview.refused.length > 0 && (
        <Section title={t('refused.title', { count: preview.refused.length })}>
          <RefusedTable rows={preview.refused} />
        </Section>
      )}
    </div>
  );
}
