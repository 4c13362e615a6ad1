import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { audiences } from '#contract/catalogue';
import { specialProcedures } from '#contract/special-procedures';
import { RowList } from '../ui/row-list.tsx';
import { useRequired } from '../ui/use-required.ts';
import { useUnitOptions } from './limit-fields.tsx';
import { useNamedOptions } from './material-fields.tsx';

/** Code numbers, whom it serves, visits, other words for it. `composed`: the implementing code that follows from the rest. */
export function GuideFields({ composed }: { composed: string | null }) {
  const { t } = useTranslation('workbench-catalogue');
  const optionsOf = useNamedOptions();
  return (
    <div className="wb-fields">
      <Form.Item name="baseCode" label={t('fields.baseCode')} extra={t('hints.baseCode')}>
        <Input maxLength={12} inputMode="numeric" />
      </Form.Item>
      <Form.Item
        name="implementingCode"
        label={t('fields.implementingCode')}
        extra={composed ? t('hints.composed', { code: composed }) : t('hints.implementingCode')}
      >
        <Input maxLength={31} />
      </Form.Item>
      <Form.Item name="audiences" label={t('fields.audiences')}>
        <Select mode="multiple" allowClear options={optionsOf(audiences)} />
      </Form.Item>
      <Form.Item name="visits" label={t('fields.visits')}>
        <InputNumber min={0} max={20} precision={0} className="wb-full" />
      </Form.Item>
      <Form.Item name="keywords" label={t('fields.keywords')} extra={t('hints.keywords')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', '、']} />
      </Form.Item>
    </div>
  );
}

/** What is not counted in the limit, and how long it takes at most. */
export function SpecialFields() {
  const { t } = useTranslation('workbench-catalogue');
  const required = useRequired();
  const optionsOf = useNamedOptions();
  const units = useUnitOptions();
  return (
    <RowList name={['specialProcedures']} what={t('fields.specialProcedures')}>
      {(index) => (
        <>
          <Form.Item name={[index, 'kind']} label={t('fields.kind')} rules={required(t('fields.kind'))}>
            <Select options={optionsOf(specialProcedures)} />
          </Form.Item>
          <Form.Item name={[index, 'limit', 'n']} label={t('fields.n')}>
            <InputNumber min={1} max={3650} precision={0} className="wb-full" />
          </Form.Item>
          <Form.Item name={[index, 'limit', 'unit']} label={t('fields.unit')}>
            <Select options={units} allowClear />
          </Form.Item>
        </>
      )}
    </RowList>
  );
}
