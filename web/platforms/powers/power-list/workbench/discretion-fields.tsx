import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { discretionTiers } from '#contract/powers/power-list';
import { usePick } from '../../../../i18n/language.ts';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { RowFields } from './row-fields.tsx';

/** The discretion benchmark: each offence in each tier with its range and the circumstance that makes the tier. */
export function DiscretionFields() {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  const required = useRequired();
  const number = (name: 'min' | 'max', row: number) => (
    <Form.Item
      name={[row, name]}
      label={t(`edit.${name}`, { n: row + 1 })}
      rules={required(t('range'))}
      getValueFromEvent={({ target }: { target: HTMLInputElement }) =>
        target.value === '' ? undefined : Number(target.value)
      }
    >
      <Input type="number" min={0} />
    </Form.Item>
  );
  return (
    <RowFields
      name={['discretion']}
      title={t('discretion')}
      blank={{ offence: { zh: '', en: '' }, tier: 'ordinary', min: 0, max: 0, unit: 'yuan' }}
    >
      {(row) => (
        <div className="wb-fields">
          <Form.Item
            name={[row, 'offence', 'zh']}
            label={t('edit.offenceZh', { n: row + 1 })}
            rules={required(t('offence'))}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name={[row, 'offence', 'en']}
            label={t('edit.offenceEn', { n: row + 1 })}
            rules={required(t('offence'))}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[row, 'tier']} label={t('edit.tier', { n: row + 1 })}>
            <Select
              options={Object.entries(discretionTiers).map(([value, name]) => ({ value, label: pick(name) }))}
            />
          </Form.Item>
          <Form.Item name={[row, 'unit']} label={t('edit.unit', { n: row + 1 })}>
            <Select
              options={(['yuan', 'percent', 'calendar-day', 'working-day', 'month', 'year'] as const).map(
                (value) => ({
                  value,
                  label: t(`units.${value}`),
                }),
              )}
            />
          </Form.Item>
          {number('min', row)}
          {number('max', row)}
          <Form.Item name={[row, 'circumstance', 'zh']} label={t('edit.circumstanceZh', { n: row + 1 })}>
            <Input maxLength={400} />
          </Form.Item>
          <Form.Item name={[row, 'circumstance', 'en']} label={t('edit.circumstanceEn', { n: row + 1 })}>
            <Input maxLength={400} />
          </Form.Item>
        </div>
      )}
    </RowFields>
  );
}
