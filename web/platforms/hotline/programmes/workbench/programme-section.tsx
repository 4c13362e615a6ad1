import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { programmesApi } from '#contract/hotline/programmes';
import { useEndpoint } from '../../../../api.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { useWithCase } from '../../tickets/use-with-case.ts';
import { OrgansOnAir, QuestionHead } from '../parts.tsx';
import styles from '../programmes.module.css';

/** On the page of a case that is an episode: what was asked, and the way to its run sheet. */
export default function ProgrammeSection({ id }: { id: string }) {
  const { t } = useTranslation('hotline-programmes');
  const query = useEndpoint(programmesApi.getEpisode, { params: { id } });
  useWithCase(id, query.refetch);
  return (
    <QueryView query={query}>
      {(episode) => (
        <Section
          title={t('questions')}
          extra={<Link to={`/workbench/hotline/programmes/${id}` as never}>{t('sheet')}</Link>}
        >
          <OrgansOnAir of={episode.organs} />
          <ol className={styles.questions}>
            {episode.questionList.map((question) => (
              <li key={question.n}>
                <QuestionHead of={question} />
              </li>
            ))}
          </ol>
        </Section>
      )}
    </QueryView>
  );
}
