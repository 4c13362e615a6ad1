import { useTranslation } from 'react-i18next';
import { CountLink } from '../../../ui/count-link.tsx';
import { LevelIcon } from '../../../ui/level-icon.tsx';
import type { Centre } from './centre.ts';
import styles from './centre-page.module.css';

/** Running cases by the highest card that stands on each, as parts of a whole. */
export function RunningPanel({ centre: { region, running } }: { centre: Centre }) {
  const { t } = useTranslation(['powers-centre', 'terms']);
  const all = running.reduce((sum, { cases }) => sum + cases, 0);
  return (
    <section className={styles.panel} aria-labelledby="centre-running">
      <h2 id="centre-running">{t('running.title')}</h2>
      <ul className={styles.colours}>
        {running.map(({ colour, cases }) => {
          const name = colour === 'none' ? t('running.none') : t(`terms:level.${colour}`);
          return (
            <li key={colour}>
              <span className={styles.name}>
                {colour !== 'none' && <LevelIcon level={colour} size={16} />}
                {name}
              </span>
              <CountLink
                to="/workbench/cases"
                search={{ region, open: 'true', light: [colour] }}
                count={cases}
                label={`${t('running.title')} ${name}`}
                className={styles.count}
              />
              <span className={styles.bar} aria-hidden="true">
                <span
                  className={styles[colour]}
                  style={{ width: `${all === 0 ? 0 : (100 * cases) / all}%` }}
                />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
