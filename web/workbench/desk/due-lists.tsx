import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { alertsApi } from '#contract/alerts';
import { casesApi } from '#contract/cases';
import { correctionsApi } from '#contract/corrections';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { LevelTag } from '../../ui/level-tag.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { DueText } from '../ui/due-text.tsx';

const shown = 8;

/** Corrections that still run, the nearest due first. */
export function DueCorrections() {
  const { t } = useTranslation('workbench');
  const pick = usePick();
  const query = useEndpoint(correctionsApi.listCorrections, {
    query: {
      sort: 'due',
      status: ['issued', 'signed', 'rectifying', 'appealed', 'answered', 'escalated'],
      pageSize: shown,
    },
  });
  return (
    <QueryView query={query}>
      {({ rows }) => (
        <List empty={t('desk.noCorrections')}>
          {rows.map((row) => (
            <li key={row.id}>
              <LevelTag level={row.level} />
              <span>
                <Link to="/workbench/corrections/$id" params={{ id: row.id }}>
                  {pick(row.title)}
                </Link>{' '}
                <StatusTag kind="correction" status={row.status} />
                <span className="wb-quiet wb-block">{pick(row.organName)}</span>
              </span>
              <DueText at={row.dueAt} late={row.late} dueFor={row.dueFor} />
            </li>
          ))}
        </List>
      )}
    </QueryView>
  );
}

/** Open cases, the nearest due first. */
export function DueCases() {
  const { t } = useTranslation('workbench');
  const pick = usePick();
  const query = useEndpoint(casesApi.listCases, {
    query: { sort: 'due', open: 'true', late: 'false', pageSize: shown },
  });
  return (
    <QueryView query={query}>
      {({ rows }) => (
        <List empty={t('desk.noCases')}>
          {rows.map((row) => (
            <li key={row.id}>
              {row.light ? <LevelTag level={row.light} /> : <StatusTag kind="case" status={row.status} />}
              <span>
                <Link to="/workbench/cases/$id" params={{ id: row.id }}>
                  {pick(row.itemName)}
                </Link>
                <span className="wb-quiet wb-block">{pick(row.organName)}</span>
              </span>
              <DueText at={row.dueAt} late={row.late} />
            </li>
          ))}
        </List>
      )}
    </QueryView>
  );
}

/** The alerts that fired last. */
export function LatestAlerts() {
  const { t } = useTranslation('workbench');
  const pick = usePick();
  const query = useEndpoint(alertsApi.listAlerts, { query: { pageSize: shown } });
  return (
    <QueryView query={query}>
      {({ rows }) => (
        <List empty={t('desk.noAlerts')}>
          {rows.map((row) => (
            <li key={row.id}>
              <LevelTag level={row.level} />
              <span>
                <Link to="/workbench/alerts/$id" params={{ id: row.id }}>
                  {pick(row.title)}
                </Link>
                <span className="wb-quiet wb-block">
                  {pick(row.itemName)} · {pick(row.organName)}
                </span>
              </span>
              <TimeText at={row.firedAt} />
            </li>
          ))}
        </List>
      )}
    </QueryView>
  );
}

function List({ empty, children }: { empty: string; children: ReactNode[] }) {
  if (children.length === 0) return <p className="wb-quiet">{empty}</p>;
  return <ul className="wb-list wb-list-wide">{children}</ul>;
}
