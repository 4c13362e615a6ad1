import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pointsApi, type PointRow } from '#contract/services/points';
import { useEndpoint } from '../../../api.ts';
import { mapClasses } from '../../../cockpit/map-classes.ts';
import { mapLevel, regionOf, shapesOf } from '../../../cockpit/map-shapes.ts';
import { useMap } from '../../../cockpit/use-map.ts';
import { useLanguage, usePick } from '../../../i18n/language.ts';
import { useAppearance } from '../../../appearance.ts';
import { pointMapOption } from './point-map-option.ts';
import styles from './points.module.css';

const ProvinceMap = lazy(() =>
  import('../../../cockpit/province-map.tsx').then((file) => ({ default: file.ProvinceMap })),
);

interface Props {
  region: string;
  points: readonly PointRow[];
  onRegion: (region: string) => void;
}

/** Outlines of the places below a division, darker where there are more points; points with coordinates are marked. */
export function PointMap({ region, points, onRegion }: Props) {
  const { t } = useTranslation('services-points');
  const { language } = useLanguage();
  const { mode } = useAppearance();
  const pick = usePick();
  const map = useMap();
  const shapes = useMemo(() => (map.data ? shapesOf(map.data, region) : null), [map.data, region]);
  // What the outlines stand for: cities of the province, else the counties of the city.
  const asked = mapLevel(region) === 'province' ? region : `${region.slice(0, 4)}00000000`;
  const coverage = useEndpoint(
    pointsApi.getCoverage,
    { query: { region: asked } },
    { keepPrevious: true, staleTime: 60_000 },
  ).data;
  const option = useMemo<EChartsCoreOption | null>(() => {
    if (!shapes || !coverage) return null;
    const counts = new Map(
      coverage.children.map(({ region: code, levels }) => [
        code.slice(0, 6),
        levels.reduce((sum, { there }) => sum + there, 0),
      ]),
    );
    return pointMapOption({
      name: `points-${region}`,
      shapes,
      counts,
      classes: mapClasses([...counts.values()]),
      dark: mode === 'dark',
      nameOf: (shape) =>
        language === 'zh'
          ? shape.name.replace(/(?<=..)市$/, '')
          : shape.nameEn.replace(/ (City|County|District)$/, ''),
      points: points.flatMap(({ name, coordinates }) =>
        coordinates ? [{ name: pick(name), coordinates }] : [],
      ),
      countText: (count) => t('map.count', { count }),
    });
  }, [shapes, coverage, region, mode, language, points, pick, t]);
  if (map.isError) return <p role="status">{t('map.failed')}</p>;
  return (
    <div className={styles.map}>
      <Suspense fallback={null}>
        {shapes && option && (
          <ProvinceMap
            name={`points-${region}`}
            shapes={shapes}
            option={option}
            label={t('map.label')}
            onPlace={(code) => {
              const shape = shapes.features.find(({ properties }) => properties.code === code);
              if (shape) onRegion(regionOf(shape.properties));
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
