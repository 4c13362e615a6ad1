import { Link, useParams } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { type EpisodeView, programmesApi, type QuestionView } from '#contract/hotline/programmes';
import { ticketStatuses } from '#contract/hotline/ticket-names';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import tickets from '../../tickets/tickets.module.css';
import { EpisodeTag, OrgansOnAir, QuestionHead } from '../parts.tsx';
import styles from '../programmes.module.css';
import { EpisodeDrawer } from './episode-drawer.tsx';
import { LinkForm } from './link-form.tsx';
import { OutcomeForm } from './outcome-form.tsx';
import { QuestionForm } from './question-form.tsx';
import { Unlink, Unlinked } from './unlink.tsx';

/** The run sheet of an episode: who is on air, what is asked, what was said, what becomes of it. */
export default function RunSheetPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useEndpoint(programmesApi.getEpisode, { params: { id } }, { refetchInterval: 15_000 });
  return <QueryView query={query}>{(episode) => <RunSheet episode={episode} />}</QueryView>;
}

function RunSheet({ episode }: { episode: EpisodeView }) {
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  const mayRaise = episode.may.includes('raise');
  const [unlinked, setUnlinked] = useState<QuestionView>();
  return (
    <>
      <PageHeader
        title={`${pick(episode.series.name)} ${episode.number}`}
        sub={
          <>
            <TimeText at={episode.airsAt} /> · {episode.station}
            {episode.recorded && ` · ${t('list.recorded')}`}
          </>
        }
        marks={
          <>
            <EpisodeTag status={episode.status} />
            {episode.demonstration && <DemoBadge />}
          </>
        }
        crumbs={[{ title: t('list.title'), to: '/workbench/hotline/programmes' }, { title: episode.number }]}
        actions={<Acts episode={episode} />}
      />
      <div className={mayRaise ? styles.sheet : tickets.stack}>
        <div className={tickets.stack}>
          <Section title={t('onAir')}>
            <OrgansOnAir of={episode.organs} />
            {episode.host && (
              <p className="wb-quiet">
                {t('plan.host')}：{episode.host}
              </p>
            )}
            {episode.reason && <p>{episode.reason}</p>}
          </Section>
          <Section title={t('questions')} extra={`${episode.solved} / ${episode.questions}`}>
            {episode.questionList.length === 0 && <EmptyState title={t('noQuestions')} />}
            <ol className={styles.questions}>
              {episode.questionList.map((question) => (
                <li key={question.n}>
                  <Question question={question} episode={episode} onUnlinked={setUnlinked} />
                </li>
              ))}
            </ol>
            {unlinked && (
              <Unlinked episode={episode.id} question={unlinked} onDone={() => setUnlinked(undefined)} />
            )}
          </Section>
        </div>
        {mayRaise && (
          <div className={tickets.stack}>
            <QuestionForm episode={episode} />
            <LinkForm episode={episode} />
          </div>
        )}
      </div>
    </>
  );
}

function Question(props: {
  question: QuestionView;
  episode: EpisodeView;
  onUnlinked: (question: QuestionView) => void;
}) {
  const { question, episode, onUnlinked } = props;
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  const { ticket } = question;
  return (
    <>
      <QuestionHead of={question} />
      <div className={tickets.row}>
        {question.organName && <span className="wb-quiet">{pick(question.organName)}</span>}
        {ticket &&
          (ticket.readable ? (
            <Link to="/workbench/cases/$id" params={{ id: ticket.id }} className="wb-number">
              {ticket.number}
            </Link>
          ) : (
            <span className="wb-number">{ticket.number}</span>
          ))}
        {ticket?.status && <span className={tickets.tag}>{pick(ticketStatuses[ticket.status])}</span>}
        {question.dueAt && (
          <span className="wb-quiet">
            {t('due')} <TimeText at={question.dueAt} form="day" />
          </span>
        )}
        {question.mayUnlink && <Unlink episode={episode.id} question={question} onDone={onUnlinked} />}
      </div>
      {question.note && <p className={tickets.words}>{question.note}</p>}
      {episode.may.includes('raise') && !question.outcome && (
        <OutcomeForm id={episode.id} n={question.n} posts={episode.organs.flatMap(({ posts }) => posts)} />
      )}
    </>
  );
}

/** What may be done with the whole episode, by the table of its actions. */
function Acts({ episode }: { episode: EpisodeView }) {
  const { t } = useTranslation('hotline-programmes');
  const [changing, setChanging] = useState(false);
  const act = useAction(casesApi.actOnCase, {
    refreshes: [programmesApi.getEpisode, programmesApi.listEpisodes],
  });
  const go = (action: string, values: Record<string, string> = {}) =>
    act.mutate({ params: { id: episode.id }, body: { action, values } });
  return (
    <>
      <ProblemAlert error={act.error} />
      <Button onClick={() => window.print()}>{t('print')}</Button>
      {episode.may.includes('change') && (
        <>
          <Button onClick={() => setChanging(true)}>{t('plan.change')}</Button>
          <Button type="primary" loading={act.isPending} onClick={() => go('begin-broadcast')}>
            {t('begin')}
          </Button>
        </>
      )}
      {episode.status === 'on-air' && episode.may.includes('raise') && (
        <Popconfirm title={t('endTitle')} okText={t('end')} onConfirm={() => go('end-broadcast')}>
          <Button danger>{t('end')}</Button>
        </Popconfirm>
      )}
      <Link to="/workbench/cases/$id" params={{ id: episode.id }}>
        {t('record')}
      </Link>
      {changing && <EpisodeDrawer of={episode} onClose={() => setChanging(false)} />}
    </>
  );
}
