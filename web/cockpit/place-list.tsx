import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePick } from '../i18n/language.ts';
import { CountLink, countText } from '../ui/count-link.tsx';
import styles from './place-list.module.css';
import type { PlaceFigures } from './place-figures.ts';

const standingStatus = ['open', 'correcting'];

/** What is counted at a division itself has no list of its own: lists are of a division and all below it. */
function PlaceRow({ place, compact }: { place: PlaceFigures; compact: boolean }) {
  const { t } = useTranslation(['cockpit', 'terms']);
  const pick = usePick();
  const { region, name, kind, counters } = place;
  const own = kind === 'residual';
  const title = own ? t('map.residual') : pick(name);
  const opened = { to: '/workbench/cases', search: { region }, count: counters.opened } as const;
  return (
    <tr>
      <th scope="row">
        {own ? (
          title
        ) : (
          <Link to="/cockpit" search={(before) => ({ ...before, region })}>
            {title}
          </Link>
        )}
      </th>
      {(['red', 'yellow'] as const).map((level) => (
        <td key={level} className={styles[level]}>
          {own ? (
            countText(place[level])
          ) : (
            <CountLink
              to="/workbench/alerts"
              search={{ region, level: [level], status: standingStatus }}
              count={place[level]}
              label={`${title} ${t(`terms:level.${level}`)}`}
            />
          )}
        </td>
      ))}
      {!compact && (
        <td>
          {own ? (
            countText(counters.opened)
          ) : (
            <CountLink {...opened} label={`${title} ${t('terms:counter.opened')}`} />
          )}
        </td>
      )}
    </tr>
  );
}

/** Places with their standing cards, as a table: the map in words. */
export function PlaceList({
  places,
  compact = false,
}: {
  places: readonly PlaceFigures[];
  compact?: boolean;
}) {
  const { t } = useTranslation(['cockpit', 'terms']);
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
        {places.map((place) => (
          <PlaceRow key={`${place.region}${place.kind}`} place={place} compact={compact} />
        ))}
      </tbody>
    </table>
  );
}
