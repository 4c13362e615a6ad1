import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '#contract/hotline/analysis';
import { useAppearance } from '../../../../appearance.ts';
import { regionOf, shapesOf } from '../../../../cockpit/map-shapes.ts';
import { useMap } from '../../../../cockpit/use-map.ts';
import { useLanguage } from '../../../../i18n/language.ts';
import { liesOn, placeMapOption, plainMapOption } from './place-map-option.ts';

const ProvinceMap = lazy(async () => {
  const [{ ProvinceMap: Map }] = await Promise.all([
    import('../../../../cockpit/province-map.tsx'),
    import('../../../../ui/heat-chart.tsx'),
  ]);
  return { default: Map };
});
const HeatChart = lazy(async () => ({ default: (await import('../../../../ui/heat-chart.tsx')).HeatChart }));
const height = 420;

interface Props {
  analysis: Analysis;
  onRegion: (region: string) => void;
}

/** Where things are: on the outlines of the place, or by degrees alone where the points lie elsewhere. */
export function PlaceHeatMap({ analysis, onRegion }: Props) {
  const { t } = useTranslation('hotline-analysis');
  const { language } = useLanguage();
  const { mode } = useAppearance();
  const map = useMap();
  const { region, grid, places } = analysis;
  const dark = mode === 'dark';
  const shapes = useMemo(() => (map.data ? shapesOf(map.data, region) : null), [map.data, region]);
  const onOutlines = shapes !== null && (grid.cells.length === 0 || liesOn(shapes, grid));
  const option = useMemo(() => {
    if (!shapes || !onOutlines) return null;
    return placeMapOption({
      name: `hotline-${region}`,
      shapes,
      counts: new Map(places.map(({ region: code, count }) => [code.slice(0, 6), count])),
      grid,
      dark,
      nameOf: (shape) =>
        language === 'zh'
          ? shape.name.replace(/(?<=..)市$/, '')
          : shape.nameEn.replace(/ (City|County|District)$/, ''),
      countText: (count) => t('requests', { count }),
    });
  }, [shapes, onOutlines, region, places, grid, dark, language, t]);
  const plain = useMemo(
    () => plainMapOption(grid, dark, (count) => t('requests', { count })),
    [grid, dark, t],
  );
  if (map.isError) return <p role="status">{t('map.failed')}</p>;
  return (
    <>
      <div style={{ height }}>
        <Suspense fallback={null}>
          {option && shapes ? (
            <ProvinceMap
              name={`hotline-${region}`}
              shapes={shapes}
              option={option}
              label={t('map.label')}
              onPlace={(code) => {
                const shape = shapes.features.find(({ properties }) => properties.code === code);
                if (shape) onRegion(regionOf(shape.properties));
              }}
            />
          ) : (
            shapes && <HeatChart label={t('map.plainLabel')} option={plain} height={height} />
          )}
        </Suspense>
      </div>
      <p className="wb-quiet">
        {t(onOutlines ? 'map.hint' : 'map.plainHint', { placed: grid.placed, of: grid.of, size: grid.size })}
      </p>
    </>
  );
}
