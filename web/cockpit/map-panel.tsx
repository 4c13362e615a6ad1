import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../i18n/language.ts';
import { PageLoading } from '../ui/page-states.tsx';
import { Choice } from './choice.tsx';
import { MapLegend } from './map-legend.tsx';
import styles from './map-panel.module.css';
import { mapClasses } from './map-classes.ts';
import { regionOf, type ShapeMap, shapesOf } from './map-shapes.ts';
import type { Ripple } from './map-view.tsx';
import { byCards, type Measure, placeFigures } from './place-figures.ts';
import { PlaceList } from './place-list.tsx';
import { PlacePath } from './place-path.tsx';
import { useMap } from './use-map.ts';
import type { Overview } from './use-overview.ts';

const MapView = lazy(() => import('./map-view.tsx'));
const noShapes: ShapeMap = { type: 'FeatureCollection', features: [] };

/** The map of a division, or the list of its places; what has no outline stands beside the map. */
export function MapPanel({ overview, ripples }: { overview: Overview; ripples: readonly Ripple[] }) {
  const { t } = useTranslation(['cockpit', 'terms']);
  const pick = usePick();
  const navigate = useNavigate({ from: '/cockpit' });
  const [measure, setMeasure] = useState<Measure>('red');
  const [view, setView] = useState<'map' | 'list'>('map');
  const map = useMap();
  const { region, children } = overview;
  const shapes = useMemo(() => (map.data ? shapesOf(map.data, region) : noShapes), [map.data, region]);
  const places = useMemo(() => {
    const codes = new Set(shapes.features.map(({ properties }) => properties.code));
    return placeFigures(children, codes).sort(byCards);
  }, [children, shapes]);
  const classes = useMemo(() => mapClasses(places.map((place) => place[measure])), [places, measure]);
  const asMap = view === 'map' && !map.isError;
  const off = places.filter(({ shape, counters }) => shape === null && counters.opened > 0);
  const open = (next: string) => {
    const known = places.some((place) => place.kind === 'region' && place.region === next);
    if (known) void navigate({ search: (before) => ({ ...before, region: next }) });
  };
  return (
    <section className={styles.panel} aria-label={t('map.places')}>
      <div className={styles.head}>
        <PlacePath path={overview.path} />
        <div className={styles.choices}>
          <Choice
            name={t('map.measure')}
            value={measure}
            onChange={setMeasure}
            options={[
              { value: 'red', title: t('terms:level.red') },
              { value: 'yellow', title: t('terms:level.yellow') },
            ]}
          />
          <Choice
            name={t('map.view')}
            value={asMap ? 'map' : 'list'}
            onChange={setView}
            options={[
              { value: 'map', title: t('map.asMap') },
              { value: 'list', title: t('map.asList') },
            ]}
          />
        </div>
      </div>
      {map.isError && <p role="status">{t('map.failed')}</p>}
      {asMap ? (
        <div className={styles.body}>
          <div className={styles.map}>
            <Suspense fallback={<PageLoading />}>
              {map.data && (
                <MapView
                  region={region}
                  title={pick(overview.name)}
                  shapes={shapes}
                  places={places}
                  classes={classes}
                  measure={measure}
                  ripples={ripples}
                  onPlace={(code) => {
                    const shape = shapes.features.find(({ properties }) => properties.code === code);
                    if (shape) open(regionOf(shape.properties));
                  }}
                />
              )}
            </Suspense>
          </div>
          <MapLegend classes={classes} measure={measure} />
          {off.length > 0 && (
            <div className={styles.off}>
              <h3>{t('map.off')}</h3>
              <PlaceList places={off} compact />
            </div>
          )}
        </div>
      ) : (
        <div className={styles.list}>
          <PlaceList places={places} />
        </div>
      )}
    </section>
  );
}
