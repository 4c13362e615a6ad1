import { useTranslation } from 'react-i18next';
import { alertsApi } from '#contract/alerts';
import { casesApi } from '#contract/cases';
import { correctionsApi, correctionStatuses } from '#contract/corrections';
import { useEndpoint } from '../../api.ts';
import { CountLink } from '../../ui/count-link.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { useLive } from '../../live.ts';
import { refresh } from '../../api.ts';
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
      <QueryView query={query} loading={<FiguresLoading />}>
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
      </QueryView>
    </Section>
  );
}

function CorrectionFigures() {
  const { t } = useTranslation(['workbench', 'terms']);
  const query = useEndpoint(correctionsApi.listCorrections, { query: { pageSize: 1 } });
  return (
    <Section title={t('desk.corrections')}>
      <QueryView query={query} loading={<FiguresLoading />}>
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
      </QueryView>
    </Section>
  );
}

function CaseFigures() {
  const { t } = useTranslation('workbench');
  const open = useEndpoint(casesApi.listCases, { query: { open: 'true', pageSize: 1 } });
  const late = useEndpoint(casesApi.listCases, { query: { open: 'true', late: 'true', pageSize: 1 } });
  return (
    <Section title={t('desk.cases')}>
      <dl className="wb-figures">
        <div>
          <dt>{t('desk.openCases')}</dt>
          <dd>
            <QueryView query={open} loading={<FiguresLoading />}>
              {({ total }) => (
                <CountLink
                  to="/workbench/cases"
                  search={{ open: 'true' }}
                  count={total}
                  label={t('desk.openCases')}
                />
              )}
            </QueryView>
          </dd>
        </div>
        <div>
          <dt>{t('desk.lateCases')}</dt>
          <dd>
            <QueryView query={late} loading={<FiguresLoading />}>
              {({ total }) => (
                <CountLink
                  to="/workbench/cases"
                  search={{ open: 'true', late: 'true' }}
                  count={total}
                  label={t('desk.lateCases')}
                />
              )}
            </QueryView>
          </dd>
        </div>
      </dl>
    </Section>
  );
}

const FiguresLoading = () => <span className="wb-quiet">…</span>;
