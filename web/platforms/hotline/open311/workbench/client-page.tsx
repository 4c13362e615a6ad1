import { PlusOutlined } from '@ant-design/icons';
import { Button, Popconfirm, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Open311Client, open311Api, georeportPath } from '#contract/hotline/open311';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import tags from '../../../../ui/tag.module.css';
import { TimeText } from '../../../../ui/time-text.tsx';
import { ListTable } from '../../../../workbench/ui/list-table.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { NewClient } from './new-client.tsx';

function Standing({ of }: { of: Open311Client }) {
  const { t } = useTranslation('hotline-open311');
  if (of.revokedAt === null) return <span className={`${tags.tag} ${tags.good}`}>{t('good')}</span>;
  return (
    <span className={tags.tag}>
      {t('revoked')} <TimeText at={of.revokedAt} form="day" />
    </span>
  );
}

function Revoke({ of, onRevoke }: { of: Open311Client; onRevoke: (id: number) => void }) {
  const { t } = useTranslation('hotline-open311');
  const pick = usePick();
  if (of.revokedAt !== null) return null;
  return (
    <Popconfirm
      title={t('revokeTitle')}
      description={t('revokeText')}
      okText={t('revoke')}
      onConfirm={() => onRevoke(of.id)}
    >
      <Button size="small" danger aria-label={t('revokeOf', { name: pick(of.name) })}>
        {t('revoke')}
      </Button>
    </Popconfirm>
  );
}

function useColumns(onRevoke: (id: number) => void): TableColumnsType<Open311Client> {
  const { t } = useTranslation('hotline-open311');
  const pick = usePick();
  return [
    {
      key: 'name',
      title: t('fields.name'),
      render: (_, row) => (
        <>
          {pick(row.name)} {row.demonstration && <DemoBadge />}
        </>
      ),
    },
    { key: 'contact', title: t('fields.contact'), dataIndex: 'contact' },
    { key: 'key', title: t('fields.key'), render: (_, row) => <code>{row.keyBegins}…</code> },
    { key: 'requests', title: t('fields.requests'), align: 'end', dataIndex: 'requests' },
    { key: 'created', title: t('fields.created'), render: (_, row) => <TimeText at={row.createdAt} /> },
    { key: 'state', title: t('fields.state'), render: (_, row) => <Standing of={row} /> },
    { key: 'act', title: t('fields.act'), render: (_, row) => <Revoke of={row} onRevoke={onRevoke} /> },
  ];
}

/** Programs that may report by Open311: registered with a key, or with a key that was taken back. */
export default function ClientPage() {
  const { t } = useTranslation('hotline-open311');
  const pick = usePick();
  const [open, setOpen] = useState(false);
  const query = useEndpoint(open311Api.listClients, {});
  const revoke = useAction(open311Api.revokeClient, { refreshes: [open311Api.listClients] });
  const onRevoke = (id: number) => revoke.mutate({ params: { id } });
  const columns = useColumns(onRevoke);
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={
          <>
            {t('sub')} <code style={{ overflowWrap: 'anywhere' }}>{georeportPath}/discovery.json</code>
          </>
        }
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
            {t('new')}
          </Button>
        }
      />
      <ProblemAlert error={revoke.error} />
      <QueryView query={query}>
        {(clients) =>
          clients.length === 0 ? (
            <EmptyState title={t('none')} hint={t('noneHint')} />
          ) : (
            <ListTable
              label={t('title')}
              rows={clients}
              rowKey={({ id }) => String(id)}
              columns={columns}
              card={(row) => (
                <article className="wb-card">
                  <strong>{pick(row.name)}</strong>
                  <Standing of={row} />
                  <div className="wb-quiet">
                    {row.contact} · <code>{row.keyBegins}…</code> · {t('fields.requests')} {row.requests}
                  </div>
                  <Revoke of={row} onRevoke={onRevoke} />
                </article>
              )}
            />
          )
        }
      </QueryView>
      <NewClient open={open} onClose={() => setOpen(false)} />
    </>
  );
}
