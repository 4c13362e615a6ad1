import { useTranslation } from 'react-i18next';
import { type PublicMatter, stageNames } from '#contract/services/village-matters';
import { usePick } from '../../../i18n/language.ts';
import tables from '../../../ui/plain-table.module.css';
import styles from './vote-table.module.css';

/** The vote records of a matter, one a line, with the law that the meeting goes by. */
export function VoteTable({ votes }: { votes: PublicMatter['votes'] }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  const counts = ['entitled', 'present', 'inFavour', 'against', 'abstained'] as const;
  const label = t('matters.votes');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t('matters.meeting')}</th>
            <th scope="col">{t('matters.heldOn')}</th>
            {counts.map((name) => (
              <th key={name} scope="col" className={tables.number}>
                {t(`matters.${name}`)}
              </th>
            ))}
            <th scope="col">{t('matters.result')}</th>
          </tr>
        </thead>
        <tbody>
          {votes.map((vote) => (
            <tr key={`${vote.stage}${vote.heldOn}`}>
              <th scope="row" className={styles.meeting}>
                {pick(stageNames[vote.stage])}
                <div>{pick(vote.bodyName)}</div>
                <small className={styles.quiet}>
                  {vote.basis.law}
                  {vote.basis.article}
                </small>
              </th>
              <td className={styles.day}>{vote.heldOn}</td>
              {counts.map((name) => (
                <td key={name} className={tables.number}>
                  {vote[name]}
                </td>
              ))}
              <td className={styles.day}>{vote.passed ? t('matters.passed') : t('matters.lost')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
