import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type MailRow, mailsApi, mailTabs } from '#contract/hotline/mails';
import { useEndpoint } from '../../../api.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { CountTabs } from '../../../workbench/ui/count-tabs.tsx';
import { FilterBar, FilterField } from '../../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../../workbench/ui/paged-table.tsx';
import { SearchInput } from '../../../workbench/ui/search-input.tsx';
import { MailDrawer } from './mail-drawer.tsx';
import { MailStanding, MailTicket } from './mail-marks.tsx';

type Search = Partial<z.output<NonNullable<typeof mailsApi.listMails.query>>>;

/** Messages of the mailbox: what waits for an agent, what was dealt with, what became tickets by itself. */
export default function MailListPage() {
  const { t } = useTranslation('hotline-mails');
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const [open, setOpen] = useState<number>();
  const query = useEndpoint(
    mailsApi.listMails,
    { query: search },
    { keepPrevious: true, refetchInterval: 30_000 },
  );
  const columns = useColumns(setOpen);
  const change = (patch: Search) =>
    void navigate({ to: '.', search: { ...search, page: undefined, ...patch } as never });
  const mailbox = query.data?.mailbox;
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      {mailbox && !mailbox.configured && (
        <Alert type="info" showIcon title={t('notConfigured')} style={{ marginBottom: 16 }} />
      )}
      {mailbox?.fault && (
        <Alert
          type="warning"
          showIcon
          title={t('fault')}
          description={mailbox.fault}
          style={{ marginBottom: 16 }}
        />
      )}
      <CountTabs
        label={t('title')}
        current={search.tab ?? 'open'}
        onChange={(tab) => change({ tab: tab as Search['tab'] })}
        tabs={mailTabs.map((tab) => ({
          key: tab,
          label: t(`tabs.${tab}`),
          ...(tab === 'open' && { count: query.data?.counts.open }),
        }))}
      />
      <FilterBar active={search.search ? 1 : 0} onClear={() => change({ search: undefined })}>
        <FilterField label={t('search')} wide>
          {(id) => (
            <SearchInput
              id={id}
              value={search.search}
              maxLength={80}
              onChange={(text) => change({ search: text })}
            />
          )}
        </FilterField>
      </FilterBar>
      <PagedTable
        query={query}
        label={t('title')}
        rowKey={(row) => String(row.id)}
        columns={columns}
        card={(row) => <Card row={row} onOpen={setOpen} />}
        empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
      <MailDrawer key={open} id={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

function Subject({ row, onOpen }: { row: MailRow; onOpen: (id: number) => void }) {
  const { t } = useTranslation('hotline-mails');
  return (
    <Button
      type="link"
      style={{
        padding: 0,
        height: 'auto',
        whiteSpace: 'normal',
        textAlign: 'start',
        justifyContent: 'flex-start',
      }}
      onClick={() => onOpen(row.id)}
    >
      {row.subject || t('noSubject')}
    </Button>
  );
}

function useColumns(onOpen: (id: number) => void): TableColumnsType<MailRow> {
  const { t } = useTranslation('hotline-mails');
  return [
    {
      key: 'subject',
      title: t('fields.subject'),
      render: (_, row) => (
        <>
          <Subject row={row} onOpen={onOpen} />
          <div className="wb-quiet">{row.from ?? t('noSender')}</div>
        </>
      ),
    },
    { key: 'standing', title: t('fields.standing'), render: (_, row) => <MailStanding row={row} /> },
    { key: 'ticket', title: t('fields.ticket'), width: 190, render: (_, row) => <MailTicket row={row} /> },
    {
      key: 'received',
      title: t('fields.received'),
      width: 150,
      render: (_, row) => <TimeText at={row.receivedAt} />,
    },
  ];
}

function Card({ row, onOpen }: { row: MailRow; onOpen: (id: number) => void }) {
  const { t } = useTranslation('hotline-mails');
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <MailStanding row={row} />
        <TimeText at={row.receivedAt} form="day" />
      </div>
      <Subject row={row} onOpen={onOpen} />
      <div className="wb-quiet">
        {row.from ?? t('noSender')}
        {row.ticket && (
          <>
            {' · '}
            <MailTicket row={row} />
          </>
        )}
      </div>
    </article>
  );
}
