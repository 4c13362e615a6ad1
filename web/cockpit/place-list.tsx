import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePick } from '../i18n/language.ts';
import { CountLink } from '../ui/count-link.tsx';
import styles from './place-list.module.css';
import type { PlaceFigures } from './place-figures.ts';

const standingStatus = ['open', 'correcting'];

/** Places with their standing cards, as a table: the map in words. */
export function PlaceList({
  places,
  compact = false,
}: {
  places: readonly PlaceFigures[];
  compact?: boolean;
}) {
  const { t } = useTranslation(['cockpit', 'terms']);
  const pick = usePick();
  return (
    <table className={styles.table}>
      <thead className={compact ? 'mj-sr-only' : undefined}>
        <tr>
          <th scope="col">{t('map.places')}</th>
          <th scope="col">{t('terms:level.red')}</th>
          <th scope="col">{t('terms:level.yellow')}</th>
          {!compact && <th scope="col">{t('terms:counter.opened')}</th>}
        </tr>
      </thead>
      <tbody>
        {places.map((place) => {
          const { region, name, kind, red, yellow, counters } = place;
          const title = kind === 'residual' ? t('map.residual') : pick(name);
          return (
            <tr key={`${region}${kind}`}>
              <th scope="row">
                {kind === 'residual' ? (
                  title
                ) : (
                  <Link to="/cockpit" search={(before) => ({ ...before, region })}>
                    {title}
                  </Link>
                )}
              </th>
              {(['red', 'yellow'] as const).map((level) => (
                <td key={level} className={styles[level]}>
                  <CountLink
                    to="/workbench/alerts"
                    search={{ region, level: [level], status: standingStatus }}
                    count={level === 'red' ? red : yellow}
                    label={`${title} ${t(`terms:level.${level}`)}`}
                  />
                </td>
              ))}
              {!compact && (
                <td>
                  <CountLink
                    to="/workbench/cases"
                    search={{ region }}
                    count={counters.opened}
                    label={`${title} ${t('terms:counter.opened')}`}
                  />
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
