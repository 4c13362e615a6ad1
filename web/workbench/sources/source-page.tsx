import { PlusOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sourcesApi } from '#contract/sources';
import { type ResponseOf, useEndpoint } from '../../api.ts';
import { CountLink } from '../../ui/count-link.tsx';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { NewSource } from './new-source.tsx';

type Source = ResponseOf<typeof sourcesApi.listSources>[number];

/** The registered sources of events, live and replay. */
export default function SourcePage() {
  const { t } = useTranslation('workbench-basis');
  const [open, setOpen] = useState(false);
  const query = useEndpoint(sourcesApi.listSources, {});
  const columns = useSourceColumns();
  return (
    <>
      <PageHeader
        title={t('source.title')}
        sub={t('source.sub')}
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
            {t('source.new')}
          </Button>
        }
      />
      <QueryView query={query}>
        {(sources) =>
          sources.length === 0 ? (
            <EmptyState title={t('source.empty')} hint={t('source.emptyHint')} />
          ) : (
            <ListTable
              label={t('source.title')}
              rows={sources}
              rowKey={(source) => source.code}
              columns={columns}
              card={(source) => <SourceCard source={source} />}
            />
          )
        }
      </QueryView>
      <NewSource open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function useSourceColumns(): TableColumnsType<Source> {
  const { t } = useTranslation('workbench-basis');
  return [
    { key: 'name', title: t('source.name'), render: (_, row) => <Name of={row} /> },
    { key: 'code', title: t('source.code'), render: (_, row) => <code>{row.code}</code> },
    { key: 'mode', title: t('source.mode'), render: (_, row) => <Tag>{t(`source.${row.mode}`)}</Tag> },
    { key: 'cases', title: t('source.cases'), align: 'end', render: (_, row) => <Cases of={row} /> },
    { key: 'now', title: t('source.now'), render: (_, row) => <TimeText at={row.now} /> },
    { key: 'created', title: t('source.created'), render: (_, row) => <TimeText at={row.createdAt} /> },
  ];
}

function SourceCard({ source }: { source: Source }) {
  const { t } = useTranslation('workbench-basis');
  return (
    <article className="wb-card">
      <strong>
        <Name of={source} />
      </strong>
      <code>{source.code}</code>
      <div className="wb-card-head">
        <Tag>{t(`source.${source.mode}`)}</Tag>
        <span>
          {t('source.cases')} <Cases of={source} />
        </span>
      </div>
      <div className="wb-quiet">
        {t('source.created')} <TimeText at={source.createdAt} />
      </div>
    </article>
  );
}

function Name({ of }: { of: Source }) {
  return (
    <>
      {of.name} {of.demonstration && <DemoBadge />}
    </>
  );
}

function Cases({ of }: { of: Source }) {
  const { t } = useTranslation('workbench-basis');
  return (
    <CountLink
      to="/workbench/cases"
      search={{ source: of.code }}
      count={of.cases}
      label={t('source.casesOf', { name: of.name })}
    />
  );
}
