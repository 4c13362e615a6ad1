import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { platformNames } from '#contract/catalogue';
import { usePick } from '../i18n/language.ts';
import tables from '../ui/plain-table.module.css';
import type { Figures } from './answers.ts';
import styles from './figures-page.module.css';
import { useToldText } from './told-text.ts';

const names = new Map(Object.entries(platformNames));

/** Cases by platform. The hotline has figures of its own. */
export function FiguresPlatforms({ figures: { total, month } }: { figures: Figures }) {
  const { t } = useTranslation(['portal', 'terms']);
  const pick = usePick();
  const told = useToldText();
  const nameOf = (platform: string) => {
    const name = names.get(platform);
    return name ? pick(name) : t('figures.otherPlatform');
  };
  return (
    <section className={styles.panel}>
      <h2>{t('figures.byPlatform')}</h2>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t('figures.platform')}</th>
            <th scope="col" className={tables.number}>
              {t('terms:counter.opened')}
            </th>
          </tr>
        </thead>
        <tbody>
          {total.platforms.map(({ platform, count }) => (
            <tr key={platform}>
              <th scope="row" style={{ whiteSpace: 'normal' }}>
                {nameOf(platform)}
              </th>
              <td className={`${tables.number} ${count === null ? styles.hidden : ''}`}>{told(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        <Link to="/hotline/figures" search={{ month }}>
          {t('figures.hotline')}
        </Link>
      </p>
    </section>
  );
}
