import { Link } from '@tanstack/react-router';
import { province } from '#contract/province';
import { useTranslation } from 'react-i18next';
import { usePick } from '../i18n/language.ts';
import styles from './map-panel.module.css';
import type { Overview } from './use-overview.ts';

/** From the outermost division within reach down to the division in sight; each leads back to itself. */
export function PlacePath({ path }: { path: Overview['path'] }) {
  const { t } = useTranslation('cockpit');
  const pick = usePick();
  return (
    <nav aria-label={t('map.path')}>
      <ol className={styles.path}>
        {path.map(({ region, name }, index) => (
          <li key={region}>
            {index === path.length - 1 ? (
              <span aria-current="page">{pick(name)}</span>
            ) : (
              <Link
                to="/cockpit"
                search={(before) => ({ ...before, region: region === province ? undefined : region })}
              >
                {pick(name)}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
