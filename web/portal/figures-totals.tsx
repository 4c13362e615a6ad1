import { useTranslation } from 'react-i18next';
import { LevelIcon } from '../ui/level-icon.tsx';
import type { Figures } from './answers.ts';
import styles from './figures-page.module.css';
import { useToldText } from './told-text.ts';

const levels = ['notice', 'yellow', 'red'] as const;

function Told({ count }: { count: number | null }) {
  const told = useToldText();
  return <dd className={count === null ? styles.hidden : undefined}>{told(count)}</dd>;
}

/** What is published of a place as a whole. */
export function FiguresTotals({ total }: { total: Figures['total'] }) {
  const { t } = useTranslation(['portal', 'terms']);
  return (
    <dl className={styles.totals}>
      <div>
        <dt>{t('terms:counter.opened')}</dt>
        <Told count={total.received} />
      </div>
      <div>
        <dt>{t('figures.alerts')}</dt>
        <Told count={total.alerts} />
      </div>
      {levels.map((level) => (
        <div key={level}>
          <dt>
            <LevelIcon level={level} />
            {t(`terms:level.${level}`)}
          </dt>
          <Told count={total[level]} />
        </div>
      ))}
    </dl>
  );
}
