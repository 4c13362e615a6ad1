import type { UseQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { alertsApi } from '#contract/alerts';
import { casesApi } from '#contract/cases';
import { correctionsApi, correctionStatuses } from '#contract/corrections';
import { refresh, useEndpoint } from '../../api.ts';
import { CountLink } from '../../ui/count-link.tsx';
import { KnowledgeDeskNotice } from '../../platforms/hotline/knowledge/workbench/desk-notice.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { useLive } from '../../live.ts';
import { Section } from '../ui/section.tsx';
import { DueCases, DueCorrections, LatestAlerts } from './due-lists.tsx';

const levels = ['red', 'yellow', 'notice'] as const;

/** What waits: alerts by level, corrections by status, and what falls due next. */
export default function DeskPage() {
  const { t } = useTranslation('workbench');
  useLive({
    onCounts: () => void refresh(alertsApi.listAlerts, correctionsApi.listCorrections),
  });
  return (
    <>
      <PageHeader title={t('desk.title')} sub={t('desk.sub')} />
      <KnowledgeDeskNotice />
      <div className="wb-desk-figures">
        <AlertFigures status="open" />
        <AlertFigures status="correcting" />
        <CorrectionFigures />
        <CaseFigures />
      </div>
      <div className="wb-columns-even">
        <Section title={t('desk.dueCorrections')}>
          <DueCorrections />
        </Section>
        <Section title={t('desk.dueCases')}>
          <DueCases />
        </Section>
      </div>
      <Section title={t('desk.latest')}>
        <LatestAlerts />
      </Section>
    </>
  );
}

function AlertFigures({ status }: { status: 'open' | 'correcting' }) {
  const { t } = useTranslation(['workbench', 'terms']);
  const query = useEndpoint(alertsApi.listAlerts, { query: { status: [status], pageSize: 1 } });
  const title = t(status === 'open' ? 'desk.openAlerts' : 'desk.correctingAlerts');
  return (
    <Section title={title}>
      <Figures query={query}>
        {({ counts }) => (
          <dl className="wb-figures">
            {levels.map((level) => (
              <div key={level}>
                <dt>
                  <LevelTag level={level} />
                </dt>
                <dd>
                  <CountLink
                    to="/workbench/alerts"
                    search={{ status: [status], level: [level] }}
                    count={counts[level] ?? 0}
                    label={`${title} ${t(`terms:level.${level}`)}`}
                  />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Figures>
    </Section>
  );
}

function CorrectionFigures() {
  const { t } = useTranslation(['workbench', 'terms']);
  const query = useEndpoint(correctionsApi.listCorrections, { query: { pageSize: 1 } });
  return (
    <Section title={t('desk.corrections')}>
      <Figures query={query}>
        {({ counts }) => (
          <dl className="wb-figures">
            {correctionStatuses
              .filter((status) => !['cleared', 'upheld'].includes(status))
              .map((status) => (
                <div key={status}>
                  <dt>
                    <StatusTag kind="correction" status={status} />
                  </dt>
                  <dd>
                    <CountLink
                      to="/workbench/corrections"
                      search={{ status: [status] }}
                      count={counts[status] ?? 0}
                      label={t(`terms:correctionStatus.${status}`)}
                    />
                  </dd>
                </div>
              ))}
          </dl>
        )}
      </Figures>
    </Section>
  );
}

function CaseFigures() {
  const { t } = useTranslation('workbench');
  const open = useEndpoint(casesApi.listCases, { query: { open: 'true', pageSize: 1 } });
  const late = useEndpoint(casesApi.listCases, { query: { open: 'true', late: 'true', pageSize: 1 } });
  const held = useEndpoint(casesApi.listCases, { query: { awaitsSecondPerson: 'true', pageSize: 1 } });
  return (
    <Section title={t('desk.cases')}>
      <dl className="wb-figures">
        <div>
          <dt>{t('desk.openCases')}</dt>
          <dd>
            <Figures query={open}>
              {({ total }) => (
                <CountLink
                  to="/workbench/cases"
                  search={{ open: 'true' }}
                  count={total}
                  label={t('desk.openCases')}
                />
              )}
            </Figures>
          </dd>
        </div>
        <div>
          <dt>{t('desk.lateCases')}</dt>
          <dd>
            <Figures query={late}>
              {({ total }) => (
                <CountLink
                  to="/workbench/cases"
                  search={{ open: 'true', late: 'true' }}
                  count={total}
                  label={t('desk.lateCases')}
                />
              )}
            </Figures>
          </dd>
        </div>
        <div>
          <dt>{t('desk.heldCases')}</dt>
          <dd>
            <Figures query={held}>
              {({ total }) => (
                <CountLink
                  to="/workbench/cases"
                  search={{ awaitsSecondPerson: 'true' }}
                  count={total}
                  label={t('desk.heldCases')}
                />
              )}
            </Figures>
          </dd>
        </div>
      </dl>
    </Section>
  );
}

interface FiguresProps<T> {
  query: UseQueryResult<T, Error>;
  children: (data: T) => ReactNode;
}

/** A few numbers, small also while they load and when they cannot be read. */
function Figures<T>({ query, children }: FiguresProps<T>) {
  const { t } = useTranslation('shell');
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (!query.isError) return <span className="wb-quiet">…</span>;
  return (
    <span role="alert" className="wb-figures-failed">
      {t('error.title')}
      <Button size="small" type="link" onClick={() => void query.refetch()}>
        {t('retry')}
      </Button>
    </span>
  );
}
