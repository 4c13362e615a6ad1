import { useNavigate, useSearch } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { measures } from '#contract/hotline/ticket-names';
import { type OrganRates, ticketsApi } from '#contract/hotline/tickets';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { CountLink } from '../../../../ui/count-link.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { DateRange } from '../../../../workbench/ui/date-range.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';
import styles from '../tickets.module.css';

type Search = Partial<z.output<NonNullable<typeof ticketsApi.listOrganRates.query>>>;
type Measure = keyof typeof measures;
const list = '/workbench/hotline/tickets' as never;

/** Response, resolution and satisfaction by organ; every number opens the tickets that it counts. */
export default function RatesPage() {
  const { t } = useTranslation('hotline-tickets');
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const query = useEndpoint(ticketsApi.listOrganRates, { query: search }, { keepPrevious: true });
  const columns = useColumns(search);
  const change = (patch: Search) => void navigate({ to: '.', search: { ...search, ...patch } as never });
  const weights = query.data?.weights ?? { response: 20, resolution: 40, satisfaction: 40 };
  return (
    <>
      <PageHeader title={t('rates.title')} sub={t('rates.sub', weights)} />
      <FilterBar
        active={[search.region, search.from, search.to].filter(Boolean).length}
        onClear={() => change({ region: undefined, from: undefined, to: undefined })}
      >
        <FilterField label={t('rates.region')}>
          {(id) => <RegionCascader id={id} value={search.region} onChange={(region) => change({ region })} />}
        </FilterField>
        <FilterField label={t('rates.from')}>
          {(id) => (
            <DateRange
              id={id}
              of={t('list.opened')}
              from={search.from}
              to={search.to}
              onChange={(from, to) => change({ from, to })}
            />
          )}
        </FilterField>
      </FilterBar>
      <QueryView query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('rates.none')} hint={t('rates.noneHint')} />
          ) : (
            <ScrollTable
              label={t('rates.title')}
              rowKey={(row: OrganRates) => row.organ}
              columns={columns}
              dataSource={rows}
              pagination={false}
            />
          )
        }
      </QueryView>
    </>
  );
}

function useColumns(search: Search): TableColumnsType<OrganRates> {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const rate = (measure: Measure): TableColumnsType<OrganRates>[number] => ({
    key: measure,
    title: pick(measures[measure]),
    width: 170,
    render: (_, row) => <Rate row={row} measure={measure} search={search} />,
  });
  const count = (
    key: 'tickets' | 'excluded' | 'late',
    extra: object,
  ): TableColumnsType<OrganRates>[number] => ({
    key,
    title: t(`rates.${key}`),
    width: 90,
    render: (_, row) => (
      <CountLink
        to={list}
        search={{ ...search, organ: row.organ, ...extra }}
        count={row[key]}
        label={`${pick(row.organName)} ${t(`rates.${key}`)}`}
      />
    ),
  });
  return [
    {
      key: 'organ',
      title: t('rates.organ'),
      fixed: 'left',
      width: 190,
      render: (_, row) => pick(row.organName),
    },
    count('tickets', {}),
    rate('response'),
    rate('resolution'),
    rate('satisfaction'),
    { key: 'score', title: t('rates.score'), width: 80, render: (_, row) => row.score?.toFixed(1) ?? '—' },
    { key: 'redos', title: t('rates.redos'), width: 80, render: (_, row) => row.redos },
    { key: 'reminders', title: t('rates.reminders'), width: 80, render: (_, row) => row.reminders },
    count('late', { late: 'true' }),
    count('excluded', { excluded: 'true' }),
  ];
}

/** Percent, with the tickets that are well and those that are not behind their numbers. */
function Rate({ row, measure, search }: { row: OrganRates; measure: Measure; search: Search }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const { of, good } = row[measure];
  if (of === 0) return <>—</>;
  const about = { organ: pick(row.organName), measure: pick(measures[measure]) };
  const link = (isGood: boolean, count: number) => (
    <CountLink
      to={list}
      search={{ ...search, organ: row.organ, measure, good: String(isGood) }}
      count={count}
      className={styles.counted}
      label={t(isGood ? 'rates.goodOf' : 'rates.badOf', about)}
    />
  );
  return (
    <>
      <strong>{((good / of) * 100).toFixed(1)}%</strong>
      <div className={styles.quiet}>
        {t('list.good')} {link(true, good)} · {t('list.bad')} {link(false, of - good)}
      </div>
    </>
  );
}
