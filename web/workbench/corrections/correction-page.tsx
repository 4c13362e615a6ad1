import { FileTextOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { alertsApi } from '#contract/alerts';
import { casesApi } from '#contract/cases';
import { type CorrectionDetail, correctionsApi } from '#contract/corrections';
import { queryClient, useAction, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { useLive } from '../../live.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { AlertGrounds } from '../alerts/alert-view.tsx';
import { ActionPanel } from '../ui/action-panel.tsx';
import { ClockCard } from '../ui/clock-card.tsx';
import { EventTimeline } from '../ui/event-timeline.tsx';
import { PageQuery } from '../ui/page-query.tsx';
import { Section } from '../ui/section.tsx';
import { CorrectionFacts } from './correction-facts.tsx';

const route = getRouteApi('/workbench/corrections/$id');

/** One correction: its alert, its clocks, its history, and what may be done now. */
export default function CorrectionPage() {
  const { t } = useTranslation('workbench-queues');
  const { id } = route.useParams();
  const query = useEndpoint(correctionsApi.getCorrection, { params: { id } });
  useLive({ onCorrection: (moved) => void (moved.id === id && query.refetch()) });
  return (
    <PageQuery
      query={query}
      title={t('corrections.single')}
      list={{ title: t('corrections.title'), to: '/workbench/corrections' }}
    >
      {(correction) => <CorrectionView correction={correction} />}
    </PageQuery>
  );
}

function CorrectionView({ correction }: { correction: CorrectionDetail }) {
  const { t } = useTranslation('workbench-queues');
  const pick = usePick();
  const act = useAction(correctionsApi.actOnCorrection, {
    refreshes: [correctionsApi.listCorrections, alertsApi.listAlerts, alertsApi.getAlert, casesApi.getCase],
    onDone: (after) =>
      queryClient.setQueryData([correctionsApi.getCorrection.path, { params: { id: correction.id } }], after),
  });
  return (
    <>
      <PageHeader
        title={t('corrections.one', { number: correction.number })}
        sub={pick(correction.title)}
        crumbs={[
          { title: t('corrections.title'), to: '/workbench/corrections' },
          { title: correction.number },
        ]}
        marks={
          <>
            <LevelTag level={correction.level} />
            <StatusTag kind="correction" status={correction.status} />
            {correction.demonstration && <DemoBadge />}
          </>
        }
        actions={
          <Link
            to="/workbench/corrections/$id/notice"
            params={{ id: correction.id }}
            className="wb-button-link"
          >
            <FileTextOutlined aria-hidden /> {t('corrections.notice')}
          </Link>
        }
      />
      <div className="wb-columns">
        <div className="wb-stack">
          <Section title={t('corrections.now')}>
            <ActionPanel
              actions={correction.availableActions}
              onAct={(action, values) =>
                act.mutateAsync({ params: { id: correction.id }, body: { action, values } })
              }
            />
          </Section>
          <Section title={t('corrections.facts')}>
            <CorrectionFacts correction={correction} />
          </Section>
          <Section title={t('corrections.history')}>
            <EventTimeline entries={correction.history} label={t('corrections.history')} />
          </Section>
        </div>
        <div className="wb-stack">
          <Section
            title={t('corrections.alert')}
            extra={
              <Link to="/workbench/alerts/$id" params={{ id: correction.alertId }}>
                {t('corrections.toAlert')}
              </Link>
            }
          >
            <p className="wb-quiet">{t('alerts.clue')}</p>
            <AlertGrounds alert={correction.alert} heading="h3" />
          </Section>
          <Section title={t('corrections.clocks')}>
            {correction.clocks.map((clock) => (
              <ClockCard
                key={clock.kind}
                clock={clock}
                open={clock === correction.clocks.find(({ status }) => status === 'running')}
              />
            ))}
            {correction.clocks.length === 0 && <p className="wb-quiet">{t('corrections.noClocks')}</p>}
          </Section>
        </div>
      </div>
    </>
  );
}
