import { getRouteApi, Link } from '@tanstack/react-router';
import { Select, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { peopleApi } from '#contract/people';
import { type Role, roleCode, roles } from '#contract/roles';
import { bilingual } from '#contract/text';
import { type ResponseOf, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { type EventType, eventTypes, isEventType } from './event-types.ts';

type Row = ResponseOf<typeof peopleApi.listIdentityEvents>['rows'][number];
const route = getRouteApi('/workbench/people/events');
type Search = ReturnType<typeof route.useSearch>;

/** The journal of accounts, sessions and grants, newest first, for the auditor. */
export default function IdentityEventPage() {
  const { t } = useTranslation(['workbench-people', 'workbench']);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(peopleApi.listIdentityEvents, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  const type = useTypeText();
  return (
    <>
      <PageHeader title={t('events.title')} sub={t('events.sub')} />
      <FilterBar
        active={[search.account, search.type].filter((value) => value !== undefined).length}
        onClear={() => change({ account: undefined, type: undefined })}
      >
        <FilterField label={t('accounts.account')}>
          {(id) => (
            <SearchInput
              id={id}
              maxLength={60}
              value={search.account}
              onChange={(account) => change({ account })}
            />
          )}
        </FilterField>
        <FilterField label={t('events.type')} wide>
          {(id) => (
            <Select
              id={id}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('workbench:select.any')}
              value={search.type}
              onChange={(chosen?: string) => change({ type: chosen })}
              options={eventTypes.map((value) => ({ value, label: type(value) }))}
            />
          )}
        </FilterField>
      </FilterBar>
      <PagedTable
        query={query}
        label={t('events.title')}
        rowKey={(row) => String(row.id)}
        columns={useColumns()}
        card={(row) => <EventCard row={row} />}
        empty={<EmptyState title={t('events.empty')} hint={t('events.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
    </>
  );
}

/** What happened, in words; a type that these pages do not know yet stands as it is. */
function useTypeText(): (type: string) => string {
  const { t } = useTranslation('workbench-people');
  return (type) => (isEventType(type) ? t(`events.types.${type satisfies EventType}`) : type);
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTranslation('workbench-people');
  const type = useTypeText();
  return [
    {
      key: 'at',
      title: t('events.at'),
      width: 170,
      render: (_, row) => <TimeText at={row.at} form="second" />,
    },
    { key: 'type', title: t('events.type'), render: (_, row) => <strong>{type(row.type)}</strong> },
    { key: 'account', title: t('accounts.account'), render: (_, row) => <Account name={row.account} /> },
    { key: 'by', title: t('events.by'), render: (_, row) => <By row={row} /> },
    { key: 'data', title: t('events.data'), render: (_, row) => <EventData row={row} /> },
  ];
}

function EventCard({ row }: { row: Row }) {
  const { t } = useTranslation('workbench-people');
  const type = useTypeText();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <strong>{type(row.type)}</strong>
        <TimeText at={row.at} form="second" />
      </div>
      <div>
        <Account name={row.account} /> · {t('events.by')} <By row={row} />
      </div>
      <EventData row={row} />
    </article>
  );
}

function Account({ name }: { name: string | null }) {
  if (name === null) return <span aria-hidden="true">—</span>;
  return (
    <Link to="/workbench/people/accounts/$account" params={{ account: name }}>
      {name}
    </Link>
  );
}

function By({ row: { by, account } }: { row: Row }) {
  const { t } = useTranslation('workbench-people');
  if (by === null) return <span className="wb-quiet">{t('events.system')}</span>;
  return by === account ? <span className="wb-quiet">{t('events.self')}</span> : <Account name={by} />;
}

/** The facts of an event; one that these pages have no word for stands under its name in the journal. */
function EventData({ row: { data } }: { row: Row }) {
  const { t, i18n } = useTranslation('workbench-people');
  const pick = usePick();
  const nameOf = (name: string) =>
    i18n.exists(`workbench-people:events.fields.${name}`) ? t(`events.fields.${name as 'way'}`) : name;
  const textOf = (name: string, value: unknown) => {
    if (name === 'role' && roleCode.safeParse(value).success) return pick(roles[value as Role]);
    const text = bilingual.safeParse(value);
    if (text.success) return pick(text.data);
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  const facts = Object.entries(data).filter(([, value]) => value !== null && value !== '');
  return (
    <dl className="wb-event-data">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{nameOf(name)}</dt>
          <dd>{textOf(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}
