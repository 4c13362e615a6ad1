import { PrinterOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { type StampingDetail, sealsApi, stampingStatuses } from '#contract/powers/seals';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { useTimeText } from '../../../../ui/time-text.tsx';
import { CaseAlerts } from '../../../../workbench/cases/case-alerts.tsx';
import { ActionPanel } from '../../../../workbench/ui/action-panel.tsx';
import { ClockCard } from '../../../../workbench/ui/clock-card.tsx';
import { PageQuery } from '../../../../workbench/ui/page-query.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { OneTimeCode } from './one-time-code.tsx';
import { StampingFacts } from './stamping-facts.tsx';
import { StampingRecords } from './stamping-records.tsx';
import { StampingSteps } from './stamping-steps.tsx';

const route = getRouteApi('/workbench/powers/stampings/$id');

/** One request, or one stamping without a request: how far it is, what was recorded, and what can be done now. */
export default function StampingPage() {
  const { t } = useTranslation('powers-seals');
  const { id } = route.useParams();
  const query = useEndpoint(sealsApi.getStamping, { params: { id } }, { refetchInterval: 15_000 });
  return (
    <PageQuery
      query={query}
      title={t('stampings.one')}
      list={{ title: t('stampings.title'), to: '/workbench/powers/stampings' }}
    >
      {(stamping) => <StampingView stamping={stamping} />}
    </PageQuery>
  );
}

function Head({ stamping, title }: { stamping: StampingDetail; title: string }) {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  const { id } = stamping;
  return (
    <PageHeader
      title={title}
      sub={
        <>
          {pick(stamping.regionName)} ·{' '}
          <Link to="/workbench/powers/seals/$id" params={{ id: stamping.seal }}>
            {stamping.sealName}
          </Link>{' '}
          ·{' '}
          <Link to="/workbench/cases/$id" params={{ id }}>
            {t('stamping.case')}
          </Link>
        </>
      }
      crumbs={[{ title: t('stampings.title'), to: '/workbench/powers/stampings' }, { title }]}
      marks={
        <>
          <strong>{pick(stampingStatuses[stamping.status])}</strong>
          {stamping.urgent && <Tag color="warning">{t('stampings.urgent')}</Tag>}
          {stamping.demonstration && <DemoBadge />}
        </>
      }
      actions={
        <Link to="/workbench/powers/stampings/$id/record" params={{ id }}>
          <PrinterOutlined aria-hidden /> {t('stamping.print')}
        </Link>
      }
    />
  );
}

/** What whoever looks at it may do; the keeper has codes made. */
function Next({ stamping }: { stamping: StampingDetail }) {
  const { t } = useTranslation('powers-seals');
  const write = useTimeText();
  const act = useAction(casesApi.actOnCase, { refreshes: [sealsApi.getStamping, sealsApi.listStampings] });
  return (
    <div className="wb-stack-small">
      {stamping.mayIssueCode && <OneTimeCode stamping={stamping} />}
      {stamping.codeExpiresAt && (
        <p className="wb-quiet">{t('stamping.codeOpen', { at: write(stamping.codeExpiresAt) })}</p>
      )}
      {(!stamping.mayIssueCode || stamping.availableActions.length > 0) && (
        <ActionPanel
          actions={stamping.availableActions}
          onAct={(action, values) =>
            act.mutateAsync({ params: { id: stamping.id }, body: { action, values } })
          }
        />
      )}
    </div>
  );
}

function StampingView({ stamping }: { stamping: StampingDetail }) {
  const { t } = useTranslation('powers-seals');
  const may = useMay();
  return (
    <>
      <Head stamping={stamping} title={stamping.document || t('stampings.unasked')} />
      <div className="wb-stack">
        {stamping.requester !== null && (
          <Section title={t('stamping.steps')}>
            <StampingSteps stamping={stamping} />
          </Section>
        )}
        <div className="wb-columns">
          <div className="wb-stack">
            <Section title={t(stamping.requester === null ? 'seals.one' : 'stamping.facts')}>
              <StampingFacts stamping={stamping} />
            </Section>
            <Section title={t('records.title')}>
              <StampingRecords records={stamping.records} />
            </Section>
          </div>
          <div className="wb-stack">
            <Section title={t('stamping.next')} className="no-print">
              <Next stamping={stamping} />
            </Section>
            {may('alerts.read') && (
              <Section title={t('stamping.alerts')}>
                <CaseAlerts alerts={stamping.alerts} />
              </Section>
            )}
            <Section title={t('stamping.clocks')}>
              {stamping.clocks.map((clock) => (
                <ClockCard key={clock.kind} clock={clock} open={false} />
              ))}
            </Section>
          </div>
        </div>
      </div>
    </>
  );
}
