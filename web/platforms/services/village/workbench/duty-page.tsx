import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { type DutyDetail, disclosureKinds, objectionSubjects, villageApi } from '#contract/services/village';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { ActionPanel } from '../../../../workbench/ui/action-panel.tsx';
import { ClockCard } from '../../../../workbench/ui/clock-card.tsx';
import { CopyButton } from '../../../../workbench/ui/copy-button.tsx';
import { PageQuery } from '../../../../workbench/ui/page-query.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { PublishedVersions } from '../published-versions.tsx';
import { StandingTag } from '../standing-tag.tsx';
import { DisclosureForm } from './disclosure-form.tsx';
import { DraftView } from './draft-view.tsx';

const route = getRouteApi('/workbench/services/village/duties/$id');

/** Actions with a form of their own on this page. */
const written = ['submit', 'correct'];

/** One duty: what the clerk writes, what the committee signs, what villagers objected. */
export default function DutyPage() {
  const { t } = useTranslation('services-village');
  const { id } = route.useParams();
  const query = useEndpoint(villageApi.getDuty, { params: { id } });
  return (
    <PageQuery
      query={query}
      title={t('duty.one')}
      list={{ title: t('duties.title'), to: '/workbench/services/village/duties' }}
    >
      {(duty) => <DutyView duty={duty} />}
    </PageQuery>
  );
}

function DutyView({ duty }: { duty: DutyDetail }) {
  const { t } = useTranslation('services-village');
  const act = useAction(casesApi.actOnCase, { refreshes: [villageApi.getDuty, villageApi.listDuties] });
  const take = (action: string, values: Record<string, unknown>) =>
    act.mutateAsync({ params: { id: duty.id }, body: { action, values } });
  const writes = duty.availableActions.find(({ action }) => written.includes(action));
  const others = duty.availableActions.filter(({ action }) => !written.includes(action));
  return (
    <>
      <DutyHeader duty={duty} />
      <div className="wb-columns">
        <div className="wb-stack">
          {duty.draft && <DraftView draft={duty.draft} />}
          {writes && (
            <Section
              title={t(writes.action === 'correct' ? 'duty.correct' : 'duty.write')}
              className="no-print"
            >
              {duty.returned && (
                <p role="status">
                  {t('duty.returned')}: {duty.returned}
                </p>
              )}
              <DisclosureForm
                correction={writes.action === 'correct'}
                onSubmit={(values) => take(writes.action, values)}
              />
            </Section>
          )}
          {duty.published.length > 0 && (
            <Section title={t('duty.public')}>
              <PublishedVersions versions={duty.published} />
            </Section>
          )}
        </div>
        <div className="wb-stack">
          {(others.length > 0 || !writes) && (
            <Section title={t('duty.now')} className="no-print">
              <ActionPanel actions={others} onAct={take} />
            </Section>
          )}
          {duty.words.length > 0 && <Words duty={duty} />}
          <Section title={t('duty.clocks')}>
            {duty.clocks.map((clock) => (
              <ClockCard key={clock.kind} clock={clock} open={clock === duty.clocks[0]} />
            ))}
          </Section>
          <Section title={t('duty.receipt')}>
            <p>
              <span className="wb-number">{duty.receipt}</span>{' '}
              <CopyButton text={duty.receipt} what={t('duty.receipt')} />
            </p>
            <p className="wb-quiet">{t('duty.receiptHint')}</p>
          </Section>
        </div>
      </div>
    </>
  );
}

/** What villagers wrote: for whoever answers, not for the public. */
function Words({ duty }: { duty: DutyDetail }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  return (
    <Section title={t('duty.words')}>
      <ul>
        {duty.words.map(({ objection, text }) => {
          const answer = duty.answers.find((one) => one.objection === objection);
          return (
            <li key={objection}>
              <strong>
                {t('disclosure.number', { number: objection })}
                {answer && ` · ${pick(objectionSubjects[answer.subject])}`}
              </strong>
              <div>{text}</div>
              <div className="wb-quiet">{answer?.answer ?? t('disclosure.notAnswered')}</div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function DutyHeader({ duty }: { duty: DutyDetail }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  return (
    <PageHeader
      title={`${pick(duty.title)} ${duty.period}`}
      sub={
        <>
          {pick(duty.regionName)} · {pick(disclosureKinds[duty.kind])}
          {duty.matter && ` · ${duty.matter}`} · {t('duty.due')} {duty.dueOn} ·{' '}
          <Link to="/services/village/disclosures/$id" params={{ id: duty.id }}>
            {t('duty.asPublic')}
          </Link>{' '}
          ·{' '}
          <Link to="/workbench/cases/$id" params={{ id: duty.id }}>
            {t('duty.case')}
          </Link>
        </>
      }
      crumbs={[
        { title: t('duties.title'), to: '/workbench/services/village/duties' },
        { title: pick(duty.title) },
      ]}
      marks={
        <>
          <StandingTag standing={duty.standing} />
          {duty.demonstration && <DemoBadge />}
        </>
      }
    />
  );
}
