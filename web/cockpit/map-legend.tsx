import { useTranslation } from 'react-i18next';
import type { MapClass } from './map-classes.ts';
import { ramps } from './map-option.ts';
import { standingName } from './standing-name.ts';
import styles from './map-panel.module.css';
import type { Measure } from './place-figures.ts';

/** Which colour stands for how many cards. */
export function MapLegend({ classes, measure }: { classes: readonly MapClass[]; measure: Measure }) {
  const { t } = useTranslation(['cockpit', 'terms']);
  return (
    <div className={styles.legend}>
      <span>{t(standingName[measure])}</span>
      <ul>
        {classes.map(({ from, to }, step) => (
          <li key={from}>
            <span
              className={step === classes.length - 1 && step > 0 ? styles.hatched : undefined}
              style={{ backgroundColor: ramps[measure][step] }}
              aria-hidden="true"
            />
            {from === to ? from : `${from}–${to}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
