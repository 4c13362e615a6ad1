import { getRouteApi } from '@tanstack/react-router';
import { Select, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { operationsApi, type WatchAlarm } from '#contract/operations';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { Section } from '../ui/section.tsx';
import { secondsText } from './seconds-text.ts';
import { StateTag } from './state-tag.tsx';

const route = getRouteApi('/workbench/operations');
type Search = ReturnType<typeof route.useSearch>;
const refreshMs = 10_000;

/** Alarms about the system itself, those that stand and those that are over. */
export function AlarmList() {
  const { t } = useTranslation(['workbench-operations', 'workbench']);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (patch: Search) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }), resetScroll: false });
  const query = useEndpoint(
    operationsApi.listAlarms,
    { query: search },
    { keepPrevious: true, refetchInterval: refreshMs },
  );
  return (
    <Section title={t('alarms')}>
      <FilterBar
        active={search.standing === undefined ? 0 : 1}
        onClear={() => change({ standing: undefined })}
      >
        <FilterField label={t('only')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder={t('workbench:select.any')}
              value={search.standing}
              onChange={(standing?: 'true' | 'false') => change({ standing })}
              options={[
                { value: 'true', label: t('onlyStanding') },
                { value: 'false', label: t('onlyEnded') },
              ]}
            />
          )}
        </FilterField>
      </FilterBar>
      <PagedTable
        query={query}
        label={t('alarms')}
        rowKey={(row) => row.id}
        columns={useColumns()}
        card={(row) => <AlarmCard row={row} />}
        empty={<EmptyState title={t('noAlarms')} hint={t('noAlarmsHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
    </Section>
  );
}

const stateOf = ({ level }: WatchAlarm) => (level === 'red' ? 'red' : 'yellow');

function useColumns(): TableColumnsType<WatchAlarm> {
  const { t } = useTranslation('workbench-operations');
  const pick = usePick();
  return [
    { key: 'level', title: t('status'), width: 90, render: (_, row) => <StateTag state={stateOf(row)} /> },
    { key: 'name', title: t('alarm'), render: (_, row) => pick(row.name) },
    { key: 'began', title: t('began'), render: (_, row) => <TimeText at={row.beganAt} form="second" /> },
    { key: 'ended', title: t('ended'), render: (_, row) => <End row={row} /> },
    {
      key: 'measured',
      title: t('measured'),
      align: 'end',
      render: (_, row) => <Figure row={row} of="value" />,
    },
    { key: 'limit', title: t('limit'), align: 'end', render: (_, row) => <Figure row={row} of="limit" /> },
  ];
}

function End({ row }: { row: WatchAlarm }) {
  const { t } = useTranslation('workbench-operations');
  return row.endedAt ? <TimeText at={row.endedAt} form="second" /> : <strong>{t('standing')}</strong>;
}

/** Seconds, or for a disk the percentage that is free. */
function Figure({ row, of }: { row: WatchAlarm; of: 'value' | 'limit' }) {
  const { t } = useTranslation('workbench-operations');
  if (row.kind !== 'disk') return secondsText(row[of]);
  return t('percent', { value: Number(row[of].toFixed(1)) });
}

function AlarmCard({ row }: { row: WatchAlarm }) {
  const { t } = useTranslation('workbench-operations');
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <StateTag state={stateOf(row)} />
        <TimeText at={row.beganAt} form="second" />
      </div>
      <strong>{pick(row.name)}</strong>
      <div>
        {t('ended')} <End row={row} />
      </div>
      <div>
        {t('measured')} <Figure row={row} of="value" /> · {t('limit')} <Figure row={row} of="limit" />
      </div>
    </article>
  );
}
