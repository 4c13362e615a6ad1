import { getRouteApi } from '@tanstack/react-router';
import { Alert, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type CalendarYear, calendarsApi } from '#contract/calendars-api';
import { type ResponseOf, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { ProblemError } from '../../problem-error.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { CountTabs } from '../ui/count-tabs.tsx';
import { EditableWith } from '../ui/editable-with.tsx';
import { PolicyTables } from './policy-tables.tsx';
import { YearEditor } from './year-editor.tsx';

const route = getRouteApi('/workbench/calendars');
type Calendars = ResponseOf<typeof calendarsApi.listCalendars>;

/** Working calendars, year by year, and the card policies that count by them. */
export default function CalendarPage() {
  const { t } = useTranslation('workbench-basis');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const view = search.view ?? 'year';
  const calendars = useEndpoint(calendarsApi.listCalendars, {});
  return (
    <>
      <PageHeader title={t('calendar.title')} sub={t('calendar.sub')} />
      <CountTabs
        label={t('calendar.title')}
        current={view}
        onChange={(key) =>
          void navigate({ search: (now) => ({ ...now, view: key === 'policies' ? 'policies' : undefined }) })
        }
        tabs={[
          { key: 'year', label: t('calendar.years') },
          { key: 'policies', label: t('policy.title') },
        ]}
      />
      {view === 'policies' ? (
        <PolicyTables />
      ) : (
        <QueryView query={calendars}>{(list) => <ChosenYear calendars={list} />}</QueryView>
      )}
    </>
  );
}

function ChosenYear({ calendars }: { calendars: Calendars }) {
  const { t } = useTranslation('workbench-basis');
  const pick = usePick();
  const ids = { calendar: useId(), year: useId() };
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const calendar = calendars.find(({ code }) => code === search.calendar) ?? calendars[0];
  if (!calendar) return <p>{t('calendar.none')}</p>;
  const present = new Date().getFullYear();
  const year = search.year ?? present;
  const known = new Map(calendar.years.map((one) => [one.year, one.status]));
  const years = [...new Set([...known.keys(), present, present + 1, year])].sort((a, b) => b - a);
  const go = (patch: { calendar?: string; year?: number }) =>
    void navigate({ search: (now) => ({ ...now, ...patch }) });
  return (
    <>
      <div className="wb-calendar-choice no-print">
        <label htmlFor={ids.calendar}>{t('calendar.calendar')}</label>
        <Select
          id={ids.calendar}
          value={calendar.code}
          onChange={(code) => go({ calendar: code })}
          options={calendars.map(({ code, name }) => ({ value: code, label: `${pick(name)} (${code})` }))}
          popupMatchSelectWidth={false}
        />
        <label htmlFor={ids.year}>{t('calendar.year')}</label>
        <Select
          id={ids.year}
          value={year}
          onChange={(chosen) => go({ year: chosen })}
          options={years.map((one) => ({
            value: one,
            label: `${one} · ${t(`calendar.${known.get(one) ?? 'missing'}`)}`,
          }))}
          popupMatchSelectWidth={false}
        />
        <span className="wb-quiet">{t('calendar.version', { version: calendar.version })}</span>
      </div>
      <EditableWith permission="calendars.edit">
        <YearOf key={`${calendar.code} ${year}`} calendar={calendar.code} year={year} />
      </EditableWith>
    </>
  );
}

function YearOf({ calendar, year }: { calendar: string; year: number }) {
  const { t } = useTranslation('workbench-basis');
  const query = useEndpoint(calendarsApi.getCalendarYear, { params: { calendar, year } });
  const before = useEndpoint(
    calendarsApi.getCalendarYear,
    { params: { calendar, year: year - 1 } },
    { staleTime: 300_000 },
  );
  const missing = query.error instanceof ProblemError && query.error.code === 'not-found';
  const empty: CalendarYear = { calendar, year, status: 'provisional', notice: '', days: [] };
  const models = before.data?.days ?? [];
  if (missing)
    return (
      <>
        <Alert type="info" showIcon className="wb-problem" title={t('calendar.notYet', { year })} />
        <YearEditor initial={empty} models={models} />
      </>
    );
  return <QueryView query={query}>{(found) => <YearEditor initial={found} models={models} />}</QueryView>;
}
