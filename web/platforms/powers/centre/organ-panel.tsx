import { useTranslation } from 'react-i18next';
import { usePick } from '../../../i18n/language.ts';
import { CountLink } from '../../../ui/count-link.tsx';
import type { Centre } from './centre.ts';
import styles from './centre-page.module.css';

/** Classes of rules that are not about time. */
const classes = [2, 3, 4, 5, 6];

/** Organs with most clues of procedure, content, discretion and risk. */
export function OrganPanel({ centre: { region, organs, from, day } }: { centre: Centre }) {
  const { t } = useTranslation(['powers-centre', 'terms']);
  const pick = usePick();
  const search = { region, ruleClass: classes, from, to: day };
  return (
    <section className={styles.panel} aria-labelledby="centre-organs">
      <h2 id="centre-organs">{t('organs.title')}</h2>
      <p className={styles.quiet}>{t(organs.length === 0 ? 'organs.empty' : 'organs.columns')}</p>
      <ol className={styles.list}>
        {organs.map(({ code, name, anomalies, red }, index) => (
          <li key={code}>
            <span className={styles.rank}>{index + 1}</span>
            <span className={styles.ellipsis} title={pick(name)}>
              {pick(name)}
            </span>
            <CountLink
              to="/workbench/alerts"
              search={{ ...search, organ: code }}
              count={anomalies}
              label={`${pick(name)} ${t('organs.all')}`}
              className={styles.number}
            />
            <CountLink
              to="/workbench/alerts"
              search={{ ...search, organ: code, level: ['red'] }}
              count={red}
              label={`${pick(name)} ${t('terms:level.red')}`}
              className={`${styles.number} ${styles.redText}`}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
