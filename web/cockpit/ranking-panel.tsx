import { useTranslation } from 'react-i18next';
import type { Counters } from '#contract/overview';
import type { Bilingual } from '#contract/text';
import { usePick } from '../i18n/language.ts';
import { CountLink } from '../ui/count-link.tsx';
import { standing } from '../ui/shares.ts';
import { byCards } from './place-figures.ts';
import styles from './ranking-panel.module.css';

interface Props {
  title: string;
  rows: readonly { code: string; name: Bilingual; counters: Counters }[];
  /** Which filter of the alert list names the row: its organ or its item. */
  filter: 'organ' | 'item';
  region: string;
}
const most = 10;

/** Who and what has most cards standing: red first, then yellow; each number leads to the cards. */
export function RankingPanel({ title, rows, filter, region }: Props) {
  const { t } = useTranslation(['cockpit', 'terms']);
  const pick = usePick();
  const ranked = rows
    .map((row) => ({ ...row, red: standing(row.counters, 'red'), yellow: standing(row.counters, 'yellow') }))
    .filter(({ red, yellow }) => red + yellow > 0)
    .sort(byCards)
    .slice(0, most);
  const longest = Math.max(1, ...ranked.map(({ red, yellow }) => red + yellow));
  return (
    <section className={styles.panel} aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <span>{t('ranking.by')}</span>
      </div>
      {ranked.length === 0 && <p className={styles.none}>{t('ranking.none')}</p>}
      <ol className={styles.list}>
        {ranked.map(({ code, name, red, yellow }, index) => (
          <li key={code}>
            <span className={styles.rank}>{index + 1}</span>
            <span className={styles.name} title={pick(name)}>
              {pick(name)}
            </span>
            <span className={styles.counts}>
              {(['red', 'yellow'] as const).map((level) => (
                <CountLink
                  key={level}
                  to="/workbench/alerts"
                  search={{ region, [filter]: code, level: [level], status: ['open', 'correcting'] }}
                  count={level === 'red' ? red : yellow}
                  label={`${pick(name)} ${t(`terms:level.${level}`)}`}
                  className={styles[level]}
                />
              ))}
            </span>
            <span className={styles.bar} aria-hidden="true">
              <span style={{ width: `${(100 * red) / longest}%` }} className={styles.redBar} />
              <span style={{ width: `${(100 * yellow) / longest}%` }} className={styles.yellowBar} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
