import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { overviewApi } from '#contract/overview';
import { useEndpoint } from '../api.ts';
import { countText } from '../ui/count-link.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { onTimeShare, openCount, percentText, standing } from '../ui/shares.ts';
import styles from './home-page.module.css';

/** Some figures of the whole province, each leading to where they stand by city. */
export function ProvinceFigures() {
  const { t } = useTranslation(['portal', 'terms', 'shell']);
  const overview = useEndpoint(overviewApi.getOverview, { query: {} }, { refetchInterval: 30_000 });
  return (
    <QueryView query={overview}>
      {({ total }) => (
        <dl className={styles.figures}>
          {[
            { name: t('terms:counter.opened'), value: countText(total.opened) },
            { name: t('terms:counter.closed'), value: countText(total.closed) },
            { name: t('terms:counter.open'), value: countText(openCount(total)) },
            { name: t('home.onTime'), value: percentText(onTimeShare(total)) },
            { name: t('terms:counter.standingYellow'), value: countText(standing(total, 'yellow')) },
            { name: t('terms:counter.standingRed'), value: countText(standing(total, 'red')) },
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
      )}
    </QueryView>
  );
}
