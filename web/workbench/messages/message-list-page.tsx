import { getRouteApi, Link } from '@tanstack/react-router';
import { Badge, Button, Select, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { type MessageRow, messagesApi } from '#contract/messages';
import { useAction, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { PreferenceForm } from './preference-form.tsx';

const route = getRouteApi('/workbench/messages');
type Search = ReturnType<typeof route.useSearch>;

/** What one was told of cards, by which way, and how one wants to be told. */
export default function MessageListPage() {
  const { t } = useTranslation(['workbench-messages', 'workbench', 'terms']);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (patch: Search) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  const query = useEndpoint(messagesApi.listMessages, { query: search }, { keepPrevious: true });
  const read = useAction(messagesApi.markRead, { refreshes: [messagesApi.listMessages] });
  const unread = query.data?.unread ?? 0;
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={t('sub')}
        actions={
          <Button disabled={unread === 0} loading={read.isPending} onClick={() => read.mutate({ body: {} })}>
            {t('readAll', { count: unread })}
          </Button>
        }
      />
      <FilterBar
        active={[search.unread, search.level].filter((value) => value !== undefined).length}
        onClear={() => change({ unread: undefined, level: undefined })}
      >
        <FilterField label={t('state')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder={t('workbench:select.any')}
              value={search.unread}
              onChange={(chosen?: 'true' | 'false') => change({ unread: chosen })}
              options={[
                { value: 'true', label: t('unread') },
                { value: 'false', label: t('read') },
              ]}
            />
          )}
        </FilterField>
        <FilterField label={t('level')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder={t('workbench:select.any')}
              value={search.level}
              onChange={(chosen?: 'notice' | 'yellow' | 'red') => change({ level: chosen })}
              options={(['notice', 'yellow', 'red'] as const).map((value) => ({
                value,
                label: t(`terms:level.${value}`),
              }))}
            />
          )}
        </FilterField>
      </FilterBar>
      <PagedTable
        query={query}
        label={t('title')}
        rowKey={(row) => row.id}
        columns={useColumns()}
        card={(row) => <MessageCard row={row} />}
        empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
      <PreferenceForm />
    </>
  );
}

function useColumns(): TableColumnsType<MessageRow> {
  const { t } = useTranslation('workbench-messages');
  const pick = usePick();
  return [
    { key: 'level', title: t('level'), width: 90, render: (_, row) => <LevelTag level={row.level} /> },
    { key: 'what', title: t('what'), render: (_, row) => <What row={row} /> },
    {
      key: 'case',
      title: t('case'),
      render: (_, row) =>
        row.about === 'card' ? (
          <>
            <Link to="/workbench/cases/$id" params={{ id: row.caseId }}>
              {row.caseNumber}
            </Link>
            <div className="wb-quiet">{pick(row.itemName)}</div>
          </>
        ) : (
          pick(row.figures)
        ),
    },
    {
      key: 'organ',
      title: t('organ'),
      render: (_, row) => (row.about === 'card' ? pick(row.organName) : t('system')),
    },
    { key: 'as', title: t('as'), render: (_, row) => pick(row.audience) },
    { key: 'at', title: t('at'), width: 160, render: (_, row) => <TimeText at={row.madeAt} form="minute" /> },
    { key: 'ways', title: t('ways'), render: (_, row) => <DeliveryList deliveries={row.deliveries} /> },
  ];
}

/** The title leads to the alert, or to the page of the system's own running; whoever follows it has read the message. */
function What({ row }: { row: MessageRow }) {
  const { t } = useTranslation('workbench-messages');
  const pick = usePick();
  const read = useAction(messagesApi.markRead, { refreshes: [messagesApi.listMessages] });
  const follow = () => {
    if (row.readAt === null) read.mutate({ body: { ids: [row.id] } });
  };
  return (
    <>
      {row.about === 'card' ? (
        <Link to="/workbench/alerts/$id" params={{ id: row.alertId }} onClick={follow}>
          {row.occasion === 'escalated' && `${t('escalated')} · `}
          {pick(row.title)}
        </Link>
      ) : (
        <Link to="/workbench/operations" onClick={follow}>
          {pick(row.title)}
        </Link>
      )}
      <div className="wb-quiet">
        {row.readAt === null ? <Badge status="processing" text={t('unread')} /> : t('read')}
      </div>
    </>
  );
}

function MessageCard({ row }: { row: MessageRow }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <LevelTag level={row.level} />
        <TimeText at={row.madeAt} form="minute" />
      </div>
      <What row={row} />
      <div>{row.about === 'card' ? `${row.caseNumber} · ${pick(row.organName)}` : pick(row.figures)}</div>
      <DeliveryList deliveries={row.deliveries} />
    </article>
  );
}
