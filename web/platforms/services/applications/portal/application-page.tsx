import { PrinterOutlined } from '@ant-design/icons';
import { useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type ApplicationView,
  applicationStatuses,
  applicationsApi,
  outcomes,
} from '#contract/services/applications';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { ProblemError } from '../../../../problem-error.ts';
import { Grounds } from '../../../../session/grounds.tsx';
import { isIn, useMe } from '../../../../session/session.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import styles from '../application.module.css';
import { ApplicationClocks } from '../application-clocks.tsx';
import { ApplicationDocuments } from '../application-documents.tsx';
import { ApplicationMaterials } from '../application-materials.tsx';
import { ApplicationMessages } from '../application-messages.tsx';
import { ApplicationParts } from '../application-parts.tsx';
import { useAct } from './use-act.ts';
import { Corrections } from './corrections.tsx';
import { Complaint } from './complaint.tsx';
import { Rating } from './rating.tsx';
import { Receipt } from './receipt.tsx';
import { Withdrawal } from './withdrawal.tsx';

/** An application as its applicant sees it, by the code on the receipt: without an account. */
export default function ApplicationPage() {
  const { t } = useTranslation('services-applications');
  const { receipt } = useParams({ strict: false }) as { receipt: string };
  const query = useEndpoint(
    applicationsApi.getApplication,
    { params: { receipt } },
    { refetchInterval: 30_000 },
  );
  if (query.error instanceof ProblemError && query.error.status === 404)
    return <EmptyState title={t('page.missing')} />;
  return (
    <Grounds>
      <QueryView query={query}>{(view) => <Application view={view} receipt={receipt} />}</QueryView>
    </Grounds>
  );
}

function Application({ view, receipt }: { view: ApplicationView; receipt: string }) {
  const { t } = useTranslation(['services-applications', 'shell']);
  const pick = usePick();
  const act = useAct(receipt);
  const { filed } = useSearch({ strict: false }) as { filed?: boolean };
  const documents = useEndpoint(applicationsApi.listApplicationDocuments, { params: { receipt } });
  const signedIn = isIn(useMe());
  const may = (action: string) => view.may.includes(action);
  return (
    <div className={styles.page}>
      <PageHeader
        title={pick(view.itemName)}
        sub={<span className={styles.number}>{view.number}</span>}
        crumbs={[{ title: t('page.crumb'), to: '/services/my' }, { title: pick(view.itemName) }]}
        marks={
          <>
            <span className={styles.tag}>{pick(applicationStatuses[view.status])}</span>
            {view.demonstration && <DemoBadge />}
          </>
        }
        actions={
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t('shell:print')}
          </Button>
        }
      />
      {filed && <Receipt view={view} />}
      {view.asked && (
        <Corrections asked={view.asked} act={may('answer-corrections') ? act : null} receipt={view.receipt} />
      )}
      {may('rate') && <Rating view={view} act={act} />}
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Status view={view} />
          {view.parts.length > 0 && (
            <Panel title={t('page.parts')}>
              <ApplicationParts parts={view.parts} />
            </Panel>
          )}
          <Panel title={t('page.clocks')}>
            <ApplicationClocks view={view} />
          </Panel>
          <Panel title={t('page.documents')}>
            <ApplicationDocuments query={documents} />
          </Panel>
        </div>
        <div className={styles.stack}>
          <Panel title={t('page.messages')}>
            <ApplicationMessages
              messages={view.messages}
              mine="applicant"
              onSend={may('message') ? (text) => act({ action: 'message', text }, t('page.sent')) : undefined}
            />
          </Panel>
          <Panel title={t('page.materials')}>
            <ApplicationMaterials materials={view.materials} receipt={signedIn ? undefined : receipt} />
          </Panel>
          {(may('withdraw-application') || may('complain') || view.complaints.length > 0) && (
            <Panel title={t('page.complain')}>
              <Complaint view={view} act={may('complain') ? act : null} />
              {may('withdraw-application') && <Withdrawal act={act} />}
            </Panel>
          )}
        </div>
      </div>
    </div>
  );
}

function Panel({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={styles.panel}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Status({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const clock = view.clocks.find(({ kind }) => kind === 'promised') ?? view.clocks[0];
  const facts: [string, React.ReactNode][] = [
    [t('page.organ'), pick(view.organName)],
    [t('page.opened'), <TimeText key="opened" at={view.openedAt} />],
  ];
  if (!view.closedAt)
    facts.push([
      t('page.due'),
      clock?.status === 'paused' ? (
        t('page.standsStill')
      ) : clock?.dueAt ? (
        <TimeText at={clock.dueAt} />
      ) : (
        t('page.noDue')
      ),
    ]);
  if (view.partsDueAt && !view.closedAt)
    facts.push([t('page.dueParts'), <TimeText key="parts" at={view.partsDueAt} />]);
  if (view.outcome) facts.push([t('page.outcome'), pick(outcomes[view.outcome])]);
  if (view.closedAt) facts.push([t('page.closed'), <TimeText key="closed" at={view.closedAt} />]);
  if (view.deliveredAt) facts.push([t('page.delivered'), <TimeText key="delivered" at={view.deliveredAt} />]);
  if (view.archive) facts.push([t('page.archived'), <TimeText key="archived" at={view.archive.at} />]);
  if (view.supervisionPhone)
    facts.push([
      t('page.phone'),
      <a key="phone" href={`tel:${view.supervisionPhone}`}>
        {view.supervisionPhone}
      </a>,
    ]);
  return (
    <Panel title={t('page.status')}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
