import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { programmesApi } from '#contract/hotline/programmes';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { Grounds } from '../../../../session/grounds.tsx';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import tickets from '../../tickets/tickets.module.css';
import { EpisodeTag, OrgansOnAir, QuestionHead } from '../parts.tsx';
import styles from '../programmes.module.css';

/** One episode with what was asked and what became of it. */
export default function BroadcastPage() {
  const { t } = useTranslation(['hotline-programmes', 'hotline-tickets']);
  const pick = usePick();
  const { id = '' } = useParams({ strict: false });
  const query = useEndpoint(programmesApi.getPublicEpisode, { params: { id } });
  return (
    <Grounds>
      <div className={tickets.page}>
        <QueryView query={query}>
          {(episode) => (
            <>
              <PageHeader
                title={`${pick(episode.series.name)} ${episode.number}`}
                sub={
                  <>
                    <TimeText at={episode.airsAt} /> · {episode.station}
                  </>
                }
                marks={
                  <>
                    <EpisodeTag status={episode.status} />
                    {episode.demonstration && <DemoBadge />}
                  </>
                }
                crumbs={[
                  { title: t('hotline-tickets:title'), to: '/hotline' },
                  { title: t('portal.title'), to: '/hotline/programmes' },
                  { title: episode.number },
                ]}
              />
              <section className={tickets.panel}>
                <h2>{t('onAir')}</h2>
                <OrgansOnAir of={episode.organs} />
              </section>
              <section className={tickets.panel}>
                <h2>{t('questions')}</h2>
                {episode.questionList.length === 0 && <EmptyState title={t('noQuestions')} />}
                <ol className={styles.questions}>
                  {episode.questionList.map((question) => (
                    <li key={question.n}>
                      <QuestionHead of={question} />
                    </li>
                  ))}
                </ol>
              </section>
            </>
          )}
        </QueryView>
      </div>
    </Grounds>
  );
}
