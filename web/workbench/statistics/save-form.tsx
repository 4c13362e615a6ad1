import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Schedule, statisticsApi, type ViewQuery } from '#contract/statistics';
import { useAction } from '../../api.ts';
import { FilterField } from '../ui/filter-bar.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const monthDays = Array.from({ length: 28 }, (_, n) => n + 1);
const hours = Array.from({ length: 24 }, (_, n) => `${String(n).padStart(2, '0')}:00`);

/** Saves the present view under a name, alone or for the organ, and with a report each week or month. */
export function SaveForm({ view, mail }: { view: ViewQuery; mail: 'ready' | 'no-address' | 'none' }) {
  const { t } = useTranslation('workbench-statistics');
  const [name, setName] = useState('');
  const [share, setShare] = useState(false);
  const [schedule, setSchedule] = useState<Schedule | null>(null);
  const save = useAction(statisticsApi.saveView, {
    refreshes: [statisticsApi.listViews],
    onDone: () => setName(''),
  });
  const often = (every: 'none' | Schedule['every']) =>
    setSchedule(every === 'none' ? null : { every, on: 1, at: '08:00', mail: false });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) save.mutate({ body: { name: name.trim(), query: view, share, schedule } });
      }}
    >
      <div className="wb-filters-fields">
        <FilterField label={t('views.name')} wide>
          {(id) => (
            <Input id={id} value={name} maxLength={80} onChange={({ target }) => setName(target.value)} />
          )}
        </FilterField>
        <FilterField label={t('views.report')}>
          {(id) => (
            <Select
              id={id}
              value={schedule?.every ?? 'none'}
              options={(['none', 'week', 'month'] as const).map((value) => ({
                value,
                label: t(`views.every.${value}`),
              }))}
              onChange={often}
            />
          )}
        </FilterField>
        {schedule && (
          <>
            <FilterField label={t('views.on')}>
              {(id) => (
                <Select
                  id={id}
                  value={schedule.on}
                  options={(schedule.every === 'week' ? weekdays : monthDays).map((value) => ({
                    value,
                    label:
                      schedule.every === 'week'
                        ? t(`weekday.${value}` as 'weekday.1')
                        : t('views.dayOfMonth', { n: value }),
                  }))}
                  onChange={(on) => setSchedule({ ...schedule, on })}
                />
              )}
            </FilterField>
            <FilterField label={t('views.at')}>
              {(id) => (
                <Select
                  id={id}
                  value={schedule.at}
                  options={hours.map((value) => ({ value, label: value }))}
                  onChange={(at) => setSchedule({ ...schedule, at })}
                />
              )}
            </FilterField>
          </>
        )}
      </div>
      <p>
        <Checkbox checked={share} onChange={({ target }) => setShare(target.checked)}>
          {t('views.share')}
        </Checkbox>
        {schedule && (
          <Checkbox
            checked={schedule.mail}
            disabled={mail !== 'ready'}
            onChange={({ target }) => setSchedule({ ...schedule, mail: target.checked })}
          >
            {t(`views.mail.${mail}`)}
          </Checkbox>
        )}
      </p>
      <ProblemAlert error={save.error} />
      <Button type="primary" htmlType="submit" disabled={name.trim() === ''} loading={save.isPending}>
        {t('views.saveButton')}
      </Button>{' '}
      {save.isSuccess && <span role="status">{t('views.saved')}</span>}
      <p className="wb-quiet">{t('views.hint')}</p>
    </form>
  );
}
