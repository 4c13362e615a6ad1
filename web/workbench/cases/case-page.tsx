import { PrinterOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { attachmentsApi } from '#contract/attachments';
import { alertsApi } from '#contract/alerts';
import { type CaseDetail, casesApi } from '#contract/cases';
import { correctionsApi } from '#contract/corrections';
import { queryClient, useAction, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { useLive } from '../../live.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { FlowDiagram } from '../../ui/flow-diagram.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { ComplaintSection, PartSection } from '../../platforms/part-sections.tsx';
import { ActionPanel } from '../ui/action-panel.tsx';
import { ClockCard } from '../ui/clock-card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DueText } from '../ui/due-text.tsx';
import { EventTimeline, showStep } from '../ui/event-timeline.tsx';
import { PageQuery } from '../ui/page-query.tsx';
import { Section } from '../ui/section.tsx';
import { CaseAlerts } from './case-alerts.tsx';
import { CaseApplicant } from './case-applicant.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseAttachments, CaseDocuments } from './case-files.tsx';
import { AwaitsTag, HeldEntries } from './held-entries.tsx';

const route = getRouteApi('/workbench/cases/$id');

/** One case: where it stands, its clocks with their derivation, its alerts, its records. */
export default function CasePage() {
  const { t } = useTranslation('workbench-cases');
  const { id } = route.useParams();
  const query = useEndpoint(casesApi.getCase, { params: { id } });
  useLive({ onAlert: (alert) => void (alert.caseId === id && query.refetch()) });
  return (
    <PageQuery query={query} title={t('page.one')} list={{ title: t('list.title'), to: '/workbench/cases' }}>
      {(one) => <CaseView one={one} />}
    </PageQuery>
  );
}

function CaseView({ one }: { one: CaseDetail }) {
  const { t } = useTranslation('workbench-cases');
  const { message } = App.useApp();
  const act = useAction(casesApi.actOnCase, {
    refreshes: [
      attachmentsApi.listCaseAttachments,
      casesApi.listCases,
      alertsApi.listAlerts,
      correctionsApi.listCorrections,
    ],
    onDone: (after) => queryClient.setQueryData([casesApi.getCase.path, { params: { id: one.id } }], after),
  });
  return (
    <>
      <CaseHeader one={one} />
      <Section title={t('page.flow')}>
        <FlowDiagram
          flow={one.flow}
          done={Object.keys(one.stepsDone)}
          current={one.currentStep}
          onStep={(code) =>
            showStep(code, one.stepsDone[code]?.firstAt) || void message.info(t('page.stepNotDone'))
          }
        />
      </Section>
      <PartSection part={one.part} id={one.id} />
      <div className="wb-columns">
        <div className="wb-stack">
          <Section title={t('page.clocks')}>
            {one.clocks.map((clock) => (
              <ClockCard key={clock.kind} clock={clock} open={clock === one.clocks[0]} />
            ))}
            {one.clocks.length === 0 && <p className="wb-quiet">{t('page.noClocks')}</p>}
          </Section>
          <Section title={t('page.timeline')}>
            <EventTimeline entries={one.timeline} label={t('page.timeline')} />
          </Section>
        </div>
        <div className="wb-stack">
          {one.held.length > 0 && (
            <Section title={t('held.title')} extra={<AwaitsTag />}>
              <HeldEntries held={one.held} />
            </Section>
          )}
          <Section title={t('page.now')} className="no-print">
            <ActionPanel
              actions={one.availableActions}
              onAct={(action, values) =>
                act.mutateAsync({ params: { id: one.id }, body: { action, values } })
              }
            />
          </Section>
          <Section title={t('page.alerts', { count: one.alerts.length })}>
            <CaseAlerts alerts={one.alerts} />
          </Section>
          <ComplaintSection id={one.id} />
          <CaseAttachments id={one.id} />
          <CaseDocuments id={one.id} />
          {one.applicant && (
            <Section title={t('applicant.title')}>
              <CaseApplicant key={one.applicant.id} caseId={one.id} applicant={one.applicant} />
            </Section>
          )}
          <Section title={t('page.facts')}>
            <CaseFacts one={one} />
          </Section>
        </div>
      </div>
    </>
  );
}

function CaseHeader({ one }: { one: CaseDetail }) {
  const { t } = useTranslation('workbench-cases');
  const pick = usePick();
  return (
    <PageHeader
      title={one.number}
      sub={
        <>
          {pick(one.itemName)}
          {one.title && one.title !== pick(one.itemName) && ` · ${one.title}`}
          {' · '}
          {t('page.due')} <DueText at={one.dueAt} late={one.late} />
        </>
      }
      crumbs={[{ title: t('list.title'), to: '/workbench/cases' }, { title: one.number }]}
      marks={
        <>
          <CopyButton text={one.number} what={t('list.number')} />
          {one.light && <LevelTag level={one.light} />}
          <StatusTag kind="case" status={one.status} />
          {one.awaitsSecondPerson && <AwaitsTag />}
          {one.demonstration && <DemoBadge />}
        </>
      }
      actions={
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('page.print')}
        </Button>
      }
    />
  );
}
