import { useTranslation } from 'react-i18next';
import {
  type EpisodeRow,
  episodeStatuses,
  outcomes,
  type ProgrammeFigures,
  type QuestionView,
  questionStandings,
} from '#contract/hotline/programmes';
import { usePick } from '../../../i18n/language.ts';
import tags from '../../../ui/tag.module.css';
import styles from './programmes.module.css';

/** How many were broadcast, and what became of what was asked. */
export function Figures({ of }: { of: ProgrammeFigures }) {
  const { t, i18n } = useTranslation('hotline-programmes');
  return (
    <dl className={styles.figures}>
      {(['episodes', 'questions', 'solved', 'following', 'coming'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`figures.${name}`)}</dt>
          <dd>{of[name].toLocaleString(i18n.language)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function EpisodeTag({ status }: Pick<EpisodeRow, 'status'>) {
  const pick = usePick();
  const look = status === 'closed' ? tags.good : '';
  return <span className={`${tags.tag} ${look}`}>{pick(episodeStatuses[status])}</span>;
}

/** Organs on air with the posts of whoever speaks for them. */
export function OrgansOnAir({ of }: { of: EpisodeRow['organs'] }) {
  const pick = usePick();
  if (of.length === 0) return <>—</>;
  return (
    <>
      {of.map(({ organ, organName, posts }) => (
        <div key={organ}>
          {pick(organName)}
          <span className="wb-quiet">（{posts.join('、')}）</span>
        </div>
      ))}
    </>
  );
}

/** What was asked, what was said to it on air, and how it stands. */
export function QuestionHead({ of }: { of: Pick<QuestionView, 'n' | 'title' | 'standing' | 'outcome'> }) {
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  const look = of.standing === 'solved' ? tags.good : '';
  return (
    <>
      <div>
        <strong>
          {of.n}. {of.title}
        </strong>{' '}
        <span className={`${tags.tag} ${look}`}>{pick(questionStandings[of.standing])}</span>
      </div>
      {of.outcome && (
        <p className={styles.said}>
          {of.outcome.by ? t('saidBy', { by: of.outcome.by }) : t('said')}（{pick(outcomes[of.outcome.kind])}
          ）：
          {of.outcome.text}
        </p>
      )}
    </>
  );
}
