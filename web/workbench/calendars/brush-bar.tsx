import { Input, Segmented, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bilingual } from '#contract/text';
import { usePick } from '../../i18n/language.ts';

/** What a click makes of a day. */
export interface Brush {
  kind: 'holiday' | 'makeup-workday' | 'plain';
  name: Bilingual | null;
}

interface BrushBarProps {
  brush: Brush;
  /** Names that are known from this year and the one before. */
  names: Bilingual[];
  onChange: (brush: Brush) => void;
}
const other = 'other';

/** Chooses what a click on a day does: a holiday, a make-up workday, or plain again. */
export function BrushBar({ brush, names, onChange }: BrushBarProps) {
  const { t } = useTranslation('workbench-basis');
  const pick = usePick();
  const id = useId();
  const known = names.findIndex(({ zh, en }) => zh === brush.name?.zh && en === brush.name?.en);
  const own = brush.name !== null && known < 0;
  const nameless = brush.kind !== 'plain' && !(brush.name?.zh.trim() && brush.name.en.trim());
  const write = (part: Partial<Bilingual>) =>
    onChange({ ...brush, name: { zh: '', en: '', ...brush.name, ...part } });
  return (
    <div className="wb-calendar-choice no-print">
      <span id={`${id}-kind`}>{t('brush.label')}</span>
      <Segmented
        aria-labelledby={`${id}-kind`}
        value={brush.kind}
        onChange={(kind) => onChange({ ...brush, kind })}
        options={(['holiday', 'makeup-workday', 'plain'] as const).map((kind) => ({
          value: kind,
          label: t(`brush.${kind}`),
        }))}
      />
      {brush.kind !== 'plain' && (
        <>
          <label htmlFor={id}>{t('brush.name')}</label>
          <Select
            id={id}
            className="wb-brush-name"
            value={known >= 0 ? String(known) : own ? other : undefined}
            placeholder={t('brush.choose')}
            onChange={(value) =>
              onChange({
                ...brush,
                name: value === other ? { zh: '', en: '' } : (names[Number(value)] ?? null),
              })
            }
            options={[
              ...names.map((name, index) => ({ value: String(index), label: pick(name) })),
              { value: other, label: t('brush.other') },
            ]}
          />
          {own && (
            <>
              <Input
                className="wb-brush-name"
                aria-label={t('brush.zh')}
                placeholder={t('brush.zh')}
                value={brush.name?.zh}
                onChange={(event) => write({ zh: event.target.value })}
              />
              <Input
                className="wb-brush-name"
                aria-label={t('brush.en')}
                placeholder={t('brush.en')}
                value={brush.name?.en}
                onChange={(event) => write({ en: event.target.value })}
              />
            </>
          )}
          {nameless && (
            <span className="wb-field-error" role="alert">
              {t('brush.needed')}
            </span>
          )}
        </>
      )}
    </div>
  );
}
