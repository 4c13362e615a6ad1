import type { EChartsCoreOption } from 'echarts/core';
import { Button, InputNumber } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '#contract/hotline/ticket-parts';
import { useAppearance } from '../../../appearance.ts';
import { type PlaceShape, shapesOf } from '../../../cockpit/map-shapes.ts';
import { useMap } from '../../../cockpit/use-map.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { placeMapOption } from './place-map-option.ts';
import styles from './tickets.module.css';

const ProvinceMap = lazy(() =>
  import('../../../cockpit/province-map.tsx').then((file) => ({ default: file.ProvinceMap })),
);

interface Props {
  value?: Partial<Point>;
  onChange?: (point: Partial<Point> | undefined) => void;
  /** Division whose city is drawn. */
  region?: string;
}

const rounded = (degrees: number) => Math.round(degrees * 100_000) / 100_000;

/** A point, chosen on the outlines of a city or typed; for the keyboard the two numbers are enough. */
export function PointField({ value, onChange, region }: Props) {
  const { t } = useTranslation('hotline-tickets');
  const { language } = useLanguage();
  const { mode } = useAppearance();
  const map = useMap();
  const city = region && `${region.slice(0, 4)}00000000`;
  const shapes = useMemo(() => (map.data && city ? shapesOf(map.data, city) : null), [map.data, city]);
  const option = useMemo<EChartsCoreOption | null>(
    () =>
      shapes &&
      placeMapOption({
        name: `ticket-${city}`,
        dark: mode === 'dark',
        codes: shapes.features.map(({ properties }) => properties.code),
        nameOf: (code) => nameOf(shapes.features, code, language),
        point: value,
      }),
    [shapes, city, mode, language, value],
  );
  const set = (patch: Partial<Point>) => {
    const next = { ...value, ...patch };
    onChange?.(next.longitude == null && next.latitude == null ? undefined : next);
  };
  const number = (name: 'longitude' | 'latitude', most: number) => (
    <InputNumber
      aria-label={t(`fields.${name}`)}
      placeholder={t(`fields.${name}`)}
      style={{ width: 150 }}
      min={-most}
      max={most}
      value={value?.[name] ?? null}
      onChange={(degrees) => set({ [name]: degrees ?? undefined })}
    />
  );
  return (
    <>
      {shapes && option && (
        <div className={styles.map}>
          <Suspense fallback={null}>
            <ProvinceMap
              name={`ticket-${city}`}
              shapes={shapes}
              option={option}
              label={t('fields.map')}
              onPlace={() => {}}
              onPoint={(longitude, latitude) =>
                onChange?.({ longitude: rounded(longitude), latitude: rounded(latitude) })
              }
            />
          </Suspense>
        </div>
      )}
      <div className={styles.row}>
        {number('longitude', 180)}
        {number('latitude', 90)}
        {value && (
          <Button type="link" onClick={() => onChange?.(undefined)}>
            {t('fields.clearPoint')}
          </Button>
        )}
      </div>
    </>
  );
}

function nameOf(
  features: readonly { properties: PlaceShape }[],
  code: string,
  language: 'zh' | 'en',
): string {
  const shape = features.find(({ properties }) => properties.code === code)?.properties;
  return (language === 'zh' ? shape?.name : shape?.nameEn) ?? '';
}
