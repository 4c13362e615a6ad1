import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Counter, queueApi, type WindowAction } from '#contract/services/queue';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import styles from '../queue.module.css';
import { HandOut } from './hand-out.tsx';
import { MeasureTable } from './measure-table.tsx';

const route = getRouteApi('/workbench/services/windows/$point/$window');
const often = 5_000;
type Ticket = Counter['waiting'][number];
type Act = (action: WindowAction, more?: { group?: string; ticket?: string }) => void;

/** What can be done at the window now; the server says which, and transfer and restore ask for more elsewhere. */
const plain = ['call', 'done', 'recall', 'skip', 'open', 'pause', 'close'] as const;

function Transfer({ counter, act }: { counter: Counter; act: Act }) {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const [group, setGroup] = useState<string>();
  if (!counter.actions.includes('transfer')) return null;
  const others = counter.groups.filter(({ letter }) => letter !== counter.group);
  return (
    <div className={styles.actions}>
      <Select
        aria-label={t('transferTo')}
        placeholder={t('transferTo')}
        style={{ minWidth: 180 }}
        value={group}
        onChange={setGroup}
        options={others.map(({ letter, name }) => ({ value: letter, label: `${letter} ${pick(name)}` }))}
      />
      <Button
        disabled={!group}
        onClick={() => group && act('transfer', { group, ticket: counter.current?.id })}
      >
        {t('act.transfer')}
      </Button>
    </div>
  );
}

function Current({ counter, act, busy }: { counter: Counter; act: Act; busy: boolean }) {
  const { t } = useTranslation('services-queue');
  const { current } = counter;
  return (
    <Section title={t('serving')}>
      <div aria-live="polite">
        {current ? (
          <>
            <strong className={styles.number}>{current.number}</strong>
            <p>
              {t(`priority.${current.priority}`)} · {t('waited', { count: current.waitedMinutes })} ·{' '}
              {t('calls', { count: current.calls })}
            </p>
            <a href={`/workbench/services/receive?ticket=${current.id}`}>{t('receive')}</a>
          </>
        ) : (
          <p>{t(counter.state === 'open' ? 'nobodyServed' : `windowState.${counter.state}`)}</p>
        )}
      </div>
      <div className={styles.actions}>
        {plain
          .filter((action) => counter.actions.includes(action))
          .map((action, at) => (
            <Button
              key={action}
              type={at === 0 ? 'primary' : 'default'}
              size="large"
              loading={busy}
              onClick={() => act(action, { ticket: current?.id })}
            >
              {t(`act.${action}`)}
            </Button>
          ))}
      </div>
      <Transfer counter={counter} act={act} />
    </Section>
  );
}

function TicketLine({ ticket, children }: { ticket: Ticket; children?: React.ReactNode }) {
  const { t } = useTranslation('services-queue');
  return (
    <li>
      <strong>{ticket.number}</strong>
      {ticket.priority !== 'none' && <span>{t(`priority.${ticket.priority}`)}</span>}
      {ticket.transferred && <span>{t('transferred')}</span>}
      <span className={ticket.overLimit ? styles.over : styles.soft}>
        {t('waited', { count: ticket.waitedMinutes })}
        {ticket.overLimit && ` · ${t('overLimit')}`}
      </span>
      {children}
    </li>
  );
}

function Screen({ counter }: { counter: Counter }) {
  const { t } = useTranslation('services-queue');
  const refreshes = [queueApi.getCounter, queueApi.listCounters, queueApi.getMeasures];
  const action = useAction(queueApi.act, { refreshes });
  const params = { id: counter.point, window: counter.window };
  const act: Act = (name, more = {}) => action.mutate({ params, body: { action: name, ...more } });
  return (
    <div className={styles.screen}>
      <div className="wb-stack">
        <Current counter={counter} act={act} busy={action.isPending} />
        <ProblemAlert error={action.error} />
        <HandOut point={counter.point} groups={counter.groups} first={counter.group} />
      </div>
      <div className="wb-stack">
        <Section title={t('waitingCount', { count: counter.waitingCount })}>
          {counter.waiting.length === 0 && <p>{t('nobodyWaits')}</p>}
          <ol className={styles.waiting}>
            {counter.waiting.map((ticket) => (
              <TicketLine key={ticket.id} ticket={ticket} />
            ))}
          </ol>
        </Section>
        {counter.skipped.length > 0 && (
          <Section title={t('skipped')}>
            <ul className={styles.waiting}>
              {counter.skipped.map((ticket) => (
                <TicketLine key={ticket.id} ticket={ticket}>
                  {counter.actions.includes('restore') && (
                    <Button
                      size="small"
                      aria-label={t('restoreOf', { number: ticket.number })}
                      onClick={() => act('restore', { ticket: ticket.id })}
                    >
                      {t('act.restore')}
                    </Button>
                  )}
                </TicketLine>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </div>
  );
}

/** The call screen of a window. */
export default function CounterPage() {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const { point, window } = route.useParams();
  const query = useEndpoint(
    queueApi.getCounter,
    { params: { id: point, window } },
    { refetchInterval: often },
  );
  return (
    <QueryView query={query}>
      {(counter) => (
        <>
          <PageHeader
            title={`${pick(counter.pointName)} ${pick(counter.windowName)}`}
            crumbs={[{ title: t('windows.title'), to: '/workbench/services/windows' }]}
            sub={`${t(`windowState.${counter.state}`)}${counter.clerk ? ` · ${counter.clerk}` : ''} · ${t('doneToday', { count: counter.done })}`}
            actions={
              <Link to="/services/hall/$id" params={{ id: point }} target="_blank">
                {t('hall.link')}
              </Link>
            }
          />
          <Screen counter={counter} />
          <MeasureTable point={point} />
        </>
      )}
    </QueryView>
  );
}
