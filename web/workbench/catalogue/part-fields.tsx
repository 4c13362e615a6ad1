import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ItemPart } from '#contract/item-parts';
import { ItemSelect } from '../ui/item-select.tsx';
import { OrganSelect } from '../ui/organ-select.tsx';
import { RowList } from '../ui/row-list.tsx';
import { useRequired } from '../ui/use-required.ts';
import { useUnitOptions } from './limit-fields.tsx';

/** The items that a joint item is made of, what comes before what, and the limit for all together. */
export function PartFields() {
  const { t } = useTranslation('workbench-catalogue');
  const required = useRequired();
  const units = useUnitOptions();
  const parts = (Form.useWatch(['parts']) as (Partial<ItemPart> | undefined)[] | undefined) ?? [];
  const named = parts.flatMap((part, n) =>
    part?.item ? [{ value: part.item, label: `${t('fields.parts')} ${n + 1}` }] : [],
  );
  return (
    <>
      <p className="wb-quiet">{t('hints.parts')}</p>
      <RowList name={['parts']} what={t('fields.parts')} blank={{ after: [] }}>
        {(index) => (
          <>
            <Form.Item name={[index, 'item']} label={t('fields.item')} rules={required(t('fields.item'))}>
              <ItemSelect />
            </Form.Item>
            <Form.Item name={[index, 'organ']} label={t('fields.organ')} extra={t('hints.partOrgan')}>
              <OrganSelect />
            </Form.Item>
            <Form.Item name={[index, 'after']} label={t('fields.partAfter')}>
              <Select
                mode="multiple"
                allowClear
                options={named.filter(({ value }) => value !== parts[index]?.item)}
              />
            </Form.Item>
          </>
        )}
      </RowList>
      <div className="wb-fields wb-field-below">
        <Form.Item name={['jointLimit', 'n']} label={t('fields.jointLimit')}>
          <InputNumber min={1} max={3650} precision={0} className="wb-full" />
        </Form.Item>
        <Form.Item name={['jointLimit', 'unit']} label={t('fields.unit')}>
          <Select options={units} allowClear />
        </Form.Item>
      </div>
    </>
  );
}
