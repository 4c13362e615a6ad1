import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { itemTypes } from '#contract/catalogue';
import { usePick } from '../../../../i18n/language.ts';
import { ItemSelect } from '../../../../workbench/ui/item-select.tsx';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { useCodeRules, useRequired } from '../../../../workbench/ui/use-required.ts';

/** What the power is and whose: code, names, one of the eleven types, level, organ, item. */
export function WhatFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation(['powers-power-list', 'terms']);
  const pick = usePick();
  const required = useRequired();
  const codeRules = useCodeRules();
  return (
    <div className="wb-fields">
      {isNew && (
        <Form.Item name="code" label={t('edit.code')} rules={codeRules(t('edit.code'))}>
          <Input maxLength={80} />
        </Form.Item>
      )}
      <Form.Item name="type" label={t('filters.type')} rules={required(t('filters.type'))}>
        <Select
          options={Object.entries(itemTypes)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([value, name]) => ({ value, label: `${value} ${pick(name)}` }))}
        />
      </Form.Item>
      <Form.Item name={['name', 'zh']} label={t('edit.nameZh')} rules={required(t('edit.nameZh'))}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={['name', 'en']} label={t('edit.nameEn')} rules={required(t('edit.nameEn'))}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="organ" label={t('organ')} rules={required(t('organ'))}>
        <OrganSelect />
      </Form.Item>
      <Form.Item name="level" label={t('filters.level')} rules={required(t('filters.level'))}>
        <Select
          options={[2, 3, 4, 5, 6].map((value) => ({ value, label: t(`terms:regionLevel.${value as 2}`) }))}
        />
      </Form.Item>
      <Form.Item name="item" label={t('edit.item')} extra={t('edit.itemHint')}>
        <ItemSelect />
      </Form.Item>
      <Form.Item name="supervisionPhone" label={t('phone')}>
        <Input maxLength={40} />
      </Form.Item>
    </div>
  );
}
