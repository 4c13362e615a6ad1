import { PlusOutlined } from '@ant-design/icons';
import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sourcesApi } from '#contract/sources';
import { useEndpoint } from '../../api.ts';
import { CountLink } from '../../ui/count-link.tsx';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { NewSource } from './new-source.tsx';

/** The registered sources of events, live and replay. */
export default function SourcePage() {
  const { t } = useTranslation('workbench-basis');
  const [open, setOpen] = useState(false);
  const query = useEndpoint(sourcesApi.listSources, {});
  return (
    <>
      <PageHeader
        title={t('source.title')}
        sub={t('source.sub')}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
            {t('source.new')}
          </Button>
        }
      />
      <QueryView query={query}>
        {(sources) =>
          sources.length === 0 ? (
            <EmptyState title={t('source.empty')} hint={t('source.emptyHint')} />
          ) : (
            <Table
              className="wb-table"
              size="middle"
              aria-label={t('source.title')}
              pagination={false}
              scroll={{ x: 'max-content' }}
              rowKey="code"
              dataSource={sources}
              columns={[
                {
                  key: 'name',
                  title: t('source.name'),
                  render: (_, row) => (
                    <>
                      {row.name} {row.demonstration && <DemoBadge />}
                    </>
                  ),
                },
                { key: 'code', title: t('source.code'), render: (_, row) => <code>{row.code}</code> },
                {
                  key: 'mode',
                  title: t('source.mode'),
                  render: (_, row) => <Tag>{t(`source.${row.mode}`)}</Tag>,
                },
                {
                  key: 'cases',
                  title: t('source.cases'),
                  align: 'end',
                  render: (_, row) => (
                    <CountLink
                      to="/workbench/cases"
                      search={{ source: row.code }}
                      count={row.cases}
                      label={t('source.casesOf', { name: row.name })}
                    />
                  ),
                },
                { key: 'now', title: t('source.now'), render: (_, row) => <TimeText at={row.now} /> },
                {
                  key: 'created',
                  title: t('source.created'),
                  render: (_, row) => <TimeText at={row.createdAt} />,
                },
              ]}
            />
          )
        }
      </QueryView>
      <NewSource open={open} onClose={() => setOpen(false)} />
    </>
  );
}
