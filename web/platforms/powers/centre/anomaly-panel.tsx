import { useTranslation } from 'react-i18next';
import { usePick } from '../../../i18n/language.ts';
import { CountLink } from '../../../ui/count-link.tsx';
import type { Centre } from './centre.ts';
import styles from './centre-page.module.css';

/** Which rules fired, besides those of time. */
export function AnomalyPanel({ centre: { region, anomalies, from, day } }: { centre: Centre }) {
  const { t } = useTranslation('powers-centre');
  const pick = usePick();
  const most = Math.max(1, ...anomalies.map(({ alerts }) => alerts));
  return (
    <section className={styles.panel} aria-labelledby="centre-anomalies">
      <h2 id="centre-anomalies">{t('anomalies.title')}</h2>
      {anomalies.length === 0 && <p className={styles.quiet}>{t('anomalies.empty')}</p>}
      <ul className={styles.list}>
        {anomalies.map(({ rule, title, alerts }) => (
          <li key={rule} className={styles.rule}>
            <span className={styles.ellipsis} title={pick(title)}>
              {pick(title)}
            </span>
            <CountLink
              to="/workbench/alerts"
              search={{ region, rule, from, to: day }}
              count={alerts}
              label={pick(title)}
              className={styles.number}
            />
            <span className={styles.bar} aria-hidden="true">
              <span className={styles.fill} style={{ width: `${(100 * alerts) / most}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
