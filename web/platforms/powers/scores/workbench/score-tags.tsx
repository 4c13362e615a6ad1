import { useTranslation } from 'react-i18next';
import type { Publication, ScoreRow } from '#contract/powers/scores';
import type { ScoreGrade } from '#contract/score-schemes';
import styles from '../../../../ui/tag.module.css';

const gradeTones: Record<ScoreGrade, string | undefined> = {
  excellent: styles.good,
  good: styles.notice,
  pass: '',
  fail: styles.red,
};

export function GradeTag({ grade }: { grade: ScoreGrade }) {
  const { t } = useTranslation('powers-scores');
  return <span className={`${styles.tag} ${gradeTones[grade] ?? ''}`}>{t(`grades.${grade}`)}</span>;
}

const publicationTones: Record<Publication, string | undefined> = {
  draft: '',
  partly: '',
  published: styles.good,
  differs: styles.yellow,
};

export function PublicationTag({ publication }: { publication: Publication }) {
  const { t } = useTranslation('powers-scores');
  return (
    <span
      className={`${styles.tag} ${publicationTones[publication] ?? ''}`}
      title={publication === 'differs' ? t('publicationHint') : undefined}
    >
      {t(`publication.${publication}`)}
    </span>
  );
}

/** The place among the organs of the same scheme and level, or why there is none. */
export function RankText({ row }: { row: Pick<ScoreRow, 'rank' | 'ranked' | 'leastCases'> }) {
  const { t } = useTranslation('powers-scores');
  if (row.rank !== null) return <>{t('rankOf', { rank: row.rank, ranked: row.ranked })}</>;
  return (
    <>
      {t('few')}
      <div className="wb-quiet">{t('fewHint', { n: row.leastCases })}</div>
    </>
  );
}

/** The share of cases that ended in time, with how sure it is. */
export function OnTimeText({ onTime }: { onTime: ScoreRow['onTime'] }) {
  const { t } = useTranslation('powers-scores');
  if (!onTime) return <span className="wb-quiet">{t('noCases')}</span>;
  return <>{t('interval', { share: onTime.share, low: onTime.low, high: onTime.high })}</>;
}
