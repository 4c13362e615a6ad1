import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { figuresApi } from '#contract/figures';
import { useEndpoint } from '../api.ts';
import { QueryView } from '../ui/query-view.tsx';
import styles from './home-page.module.css';
import { useToldText } from './told-text.ts';

/** Published figures of the whole province for the last month, each leading to where they stand by city. */
export function ProvinceFigures() {
  const { t } = useTranslation(['portal', 'terms', 'shell']);
  const told = useToldText();
  const figures = useEndpoint(figuresApi.getFigures, { query: {} });
  return (
    <QueryView query={figures}>
      {({ month, total }) => (
        <>
          <p className={styles.month}>{t('home.figuresMonth', { month })}</p>
          <dl className={styles.figures}>
            {[
              { name: t('terms:counter.opened'), value: told(total.received) },
              { name: t('terms:level.notice'), value: told(total.notice) },
              { name: t('terms:level.yellow'), value: told(total.yellow) },
              { name: t('terms:level.red'), value: told(total.red) },
            ].map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <Link to="/figures" aria-label={t('shell:count.open', { what: name, value })}>
                    {value}
                  </Link>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </QueryView>
  );
}
