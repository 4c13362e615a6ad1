import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertLevel } from '#contract/alerts';
import { useLanguage } from '../i18n/language.ts';
import { countText } from '../ui/count-link.tsx';
import type { MapClass } from './map-classes.ts';
import { mapOption } from './map-option.ts';
import type { PlaceShape, ShapeMap } from './map-shapes.ts';
import type { Measure, PlaceFigures } from './place-figures.ts';
import { ProvinceMap } from './province-map.tsx';
import { standingName } from './standing-name.ts';
import { useTextSize } from './text-size.ts';

export interface Ripple {
  region: string;
  level: AlertLevel;
}
interface Props {
  region: string;
  title: string;
  shapes: ShapeMap;
  places: readonly PlaceFigures[];
  classes: readonly MapClass[];
  measure: Measure;
  ripples: readonly Ripple[];
  onPlace: (code: string) => void;
}

/** A city is called 济南 on its own map of the province, not 济南市; English drops "City" likewise. */
function shortName(shape: PlaceShape, language: 'zh' | 'en'): string {
  if (language === 'zh') return shape.name.length > 2 ? shape.name.replace(/市$/, '') : shape.name;
  return shape.nameEn.replace(/ (City|County|District)$/, '');
}

/** Where the alerts of the last moments came from, on the shapes that are in sight. */
function ripplePoints(ripples: readonly Ripple[], shapes: ShapeMap) {
  return ripples.flatMap(({ region, level }) => {
    const shape = shapes.features.find(({ properties: { code } }) =>
      region.startsWith(code.endsWith('00') ? code.slice(0, 4) : code),
    );
    return shape ? [{ center: shape.properties.center, level }] : [];
  });
}

/** The map with its colours, names and figures in the reader's language. */
export default function MapView(props: Props) {
  const { region, title, shapes, places, classes, measure, ripples, onPlace } = props;
  const { t } = useTranslation(['cockpit', 'terms']);
  const { language } = useLanguage();
  const size = useTextSize();
  const narrow = window.innerWidth < 700;
  const name = `${region}-${measure}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  const option = useMemo(
    () =>
      mapOption({
        name,
        shapes,
        places,
        classes,
        measure,
        size: narrow ? 11 : size - (shapes.features.length > 16 ? 3 : shapes.features.length > 9 ? 1 : 0),
        narrow,
        nameOf: (shape) => shortName(shape, language),
        words: { red: t('map.redShort'), yellow: t('map.yellowShort') },
        tip: (place, shape) =>
          [
            `<b>${language === 'zh' ? shape.name : shape.nameEn}</b>`,
            `${t('terms:counter.standingRed')} ${countText(place?.red ?? 0)}`,
            `${t('terms:counter.standingYellow')} ${countText(place?.yellow ?? 0)}`,
            `${t('terms:counter.opened')} ${countText(place?.counters.opened ?? 0)}`,
          ].join('<br>'),
        ripples: ripplePoints(ripples, shapes),
      }),
    [name, shapes, places, classes, measure, ripples, language, size, narrow],
  );
  const label = t('map.label', { place: title, what: t(standingName[measure]) });
  return <ProvinceMap name={name} shapes={shapes} option={option} label={label} onPlace={onPlace} />;
}
