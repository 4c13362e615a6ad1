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
import { CountLink } from '../../../ui/count-link.tsx';
import tags from '../../../ui/tag.module.css';
import styles from './programmes.module.css';

type Name = 'episodes' | 'questions' | 'solved' | 'following' | 'coming';
/** The list that a figure counts. */
interface Counted {
  to: string;
  search: Record<string, unknown>;
}
const standings = { questions: undefined, solved: ['solved'], following: ['asked', 'following'] } as const;

/** The lists behind the figures, for everybody and for officials. */
export const publicLists = (name: Name): Counted => {
  if (name === 'episodes' || name === 'coming')
    return { to: '/hotline/programmes', search: { when: name === 'coming' ? 'coming' : 'past' } };
  return { to: '/hotline/questions', search: { standing: standings[name] } };
};
export const officialLists = (name: Name): Counted => {
  if (name === 'episodes')
    return { to: '/workbench/hotline/programmes', search: { status: ['aired', 'closed'] } };
  if (name === 'coming')
    return { to: '/workbench/hotline/programmes', search: { status: ['planned', 'on-air'] } };
  return { to: '/workbench/hotline/questions', search: { standing: standings[name] } };
};

/** How many were broadcast, and what became of what was asked; each figure is a link to what it counts. */
export function Figures({ of, lists }: { of: ProgrammeFigures; lists: (name: Name) => Counted }) {
  const { t } = useTranslation('hotline-programmes');
  return (
    <dl className={styles.figures}>
      {(['episodes', 'questions', 'solved', 'following', 'coming'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`figures.${name}`)}</dt>
          <dd>
            <CountLink {...(lists(name) as object)} count={of[name]} label={t(`figures.${name}`)} />
          </dd>
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
