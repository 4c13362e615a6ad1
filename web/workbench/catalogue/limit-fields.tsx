import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { limitUnits } from '#contract/catalogue';

/** The units of time limits with their names. */
export function useUnitOptions(): { value: string; label: string }[] {
  const { t } = useTranslation('workbench-catalogue');
  return limitUnits.map((unit) => ({ value: unit, label: t(`units.${unit}`) }));
}

/** The legal and the promised limit; at least one of them. */
export function LimitFields() {
  const { t } = useTranslation(['workbench-catalogue', 'terms']);
  const units = useUnitOptions();
  return (
    <>
      <p className="wb-quiet">{t('hints.limits')}</p>
      {(['legal', 'promised'] as const).map((kind) => (
        <fieldset key={kind} className="wb-row">
          <legend>{t(`terms:limit.${kind}`)}</legend>
          <div className="wb-fields">
            <Form.Item name={['limits', kind, 'n']} label={t('fields.n')}>
              <InputNumber min={1} max={3650} precision={0} className="wb-full" />
            </Form.Item>
            <Form.Item name={['limits', kind, 'unit']} label={t('fields.unit')}>
              <Select options={units} />
            </Form.Item>
            <Form.Item name={['limits', kind, 'note']} label={t('fields.note')}>
              <Input />
            </Form.Item>
            <Form.Item
              name={['limits', kind, 'rollEnd']}
              valuePropName="checked"
              label={t('fields.rollEnd')}
              extra={t('hints.rollEnd')}
            >
              <Checkbox>{t('hints.rollEndDo')}</Checkbox>
            </Form.Item>
          </div>
        </fieldset>
      ))}
    </>
  );
}
