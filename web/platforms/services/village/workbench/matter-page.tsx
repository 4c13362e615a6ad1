import { getRouteApi, Link } from '@tanstack/react-router';
import { Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import {
  type MatterDetail,
  mattersApi,
  matterStatuses,
  stageNames,
  stages,
} from '#contract/services/village-matters';
import { useAction, useEndpoint } from '../../../../api.ts';
import { useLanguage, usePick } from '../../../../i18n/language.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { formatYuan } from '../../../../ui/yuan.tsx';
import { ActionPanel } from '../../../../workbench/ui/action-panel.tsx';
import { ClockCard } from '../../../../workbench/ui/clock-card.tsx';
import { PageQuery } from '../../../../workbench/ui/page-query.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { VoteTable } from '../vote-table.tsx';
import { VoteRules } from './vote-rules.tsx';

const route = getRouteApi('/workbench/services/village/matters/$id');

/** One matter: its discussions, vote records, publications, and what can be done now. */
export default function MatterPage() {
  const { t } = useTranslation('services-village');
  const { id } = route.useParams();
  const query = useEndpoint(mattersApi.getMatter, { params: { id } });
  return (
    <PageQuery
      query={query}
      title={t('matter.one')}
      list={{ title: t('matters.title'), to: '/workbench/services/village/matters' }}
    >
      {(matter) => <MatterView matter={matter} />}
    </PageQuery>
  );
}

/** The four discussions: which are on record; the first that is not is the one that comes next. */
function Discussions({ matter }: { matter: MatterDetail }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  const recorded = stages.map((stage) => matter.votes.find((vote) => vote.stage === stage));
  const next = recorded.findIndex((vote) => !vote?.passed);
  return (
    <Steps
      current={next === -1 ? stages.length : next}
      status={recorded[next] ? 'error' : 'process'}
      items={stages.map((stage, index) => ({
        title: pick(stageNames[stage]),
        content: recorded[index]?.heldOn ?? t('matter.waits'),
      }))}
    />
  );
}

function Publications({ matter }: { matter: MatterDetail }) {
  const { t } = useTranslation('services-village');
  return (
    <dl className="wb-facts">
      {matter.signedBy && (
        <div>
          <dt>{t('matter.signed')}</dt>
          <dd>{matter.signedBy}</dd>
        </div>
      )}
      {matter.decision && (
        <div>
          <dt>
            {t('matters.publicSince')} {matter.decisionPublicOn}
          </dt>
          <dd>{matter.decision}</dd>
        </div>
      )}
      {matter.outcome && (
        <div>
          <dt>
            {t('matters.outcomeOn')} {matter.outcomePublicOn}
          </dt>
          <dd>{matter.outcome}</dd>
        </div>
      )}
    </dl>
  );
}

function MatterView({ matter }: { matter: MatterDetail }) {
  const { t } = useTranslation('services-village');
  const { language } = useLanguage();
  const pick = usePick();
  const act = useAction(casesApi.actOnCase, { refreshes: [mattersApi.getMatter, mattersApi.listMatters] });
  return (
    <>
      <PageHeader
        title={matter.title}
        sub={
          <>
            {pick(matter.regionName)} · {pick(matter.typeName)}
            {matter.amount && ` · ${formatYuan(matter.amount, language)}`} ·{' '}
            <Link to="/workbench/cases/$id" params={{ id: matter.id }}>
              {t('duty.case')}
            </Link>
          </>
        }
        crumbs={[
          { title: t('matters.title'), to: '/workbench/services/village/matters' },
          { title: matter.title },
        ]}
        marks={<strong>{pick(matterStatuses[matter.status])}</strong>}
      />
      <div className="wb-stack">
        <Section title={t('matter.steps')}>
          <Discussions matter={matter} />
        </Section>
        <div className="wb-columns">
          <div className="wb-stack">
            <Section title={t('matter.proposal')}>
              <p>{matter.proposal}</p>
              <Publications matter={matter} />
            </Section>
            {matter.votes.length > 0 && (
              <Section title={t('matters.votes')}>
                <VoteTable votes={matter.votes} />
              </Section>
            )}
          </div>
          <div className="wb-stack">
            <Section title={t('matter.next')} className="no-print">
              <ActionPanel
                actions={matter.availableActions}
                onAct={(action, values) =>
                  act.mutateAsync({ params: { id: matter.id }, body: { action, values } })
                }
              />
            </Section>
            <Section title={t('duty.clocks')}>
              {matter.clocks.map((clock) => (
                <ClockCard key={clock.kind} clock={clock} open={false} />
              ))}
            </Section>
            <VoteRules type={matter.type} />
          </div>
        </div>
      </div>
    </>
  );
}
