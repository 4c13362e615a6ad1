import { useTranslation } from 'react-i18next';
import { LevelIcon } from '../ui/level-icon.tsx';
import type { Figures } from './answers.ts';
import styles from './figures-page.module.css';
import { useToldText } from './told-text.ts';

const levels = ['notice', 'yellow', 'red'] as const;

/** What is published of a place as a whole. */
export function FiguresTotals({ total }: { total: Figures['total'] }) {
  const { t } = useTranslation(['portal', 'terms']);
  const told = useToldText();
  return (
    <dl className={styles.totals}>
      <div>
        <dt>{t('terms:counter.opened')}</dt>
        <dd>{told(total.received)}</dd>
      </div>
      <div>
        <dt>{t('figures.alerts')}</dt>
        <dd>{told(total.alerts)}</dd>
      </div>
      {levels.map((level) => (
        <div key={level}>
          <dt>
            <LevelIcon level={level} />
            {t(`terms:level.${level}`)}
          </dt>
          <dd>{told(total[level])}</dd>
        </div>
      ))}
    </dl>
  );
}
