import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { RowList } from '../ui/row-list.tsx';
import { TextPair } from '../ui/text-pair.tsx';
import { useCodeRules, useRequired } from '../ui/use-required.ts';

/** The laws that an item rests on. */
export function BasisFields() {
  const { t } = useTranslation('workbench-catalogue');
  const required = useRequired();
  return (
    <RowList name={['basis']} what={t('fields.basis')} min={1}>
      {(index) => (
        <>
          <Form.Item name={[index, 'law']} label={t('fields.law')} rules={required(t('fields.law'))}>
            <Input />
          </Form.Item>
          <Form.Item name={[index, 'article']} label={t('fields.article')}>
            <Input />
          </Form.Item>
          <Form.Item name={[index, 'text']} label={t('fields.text')} className="wb-field-wide">
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
          </Form.Item>
        </>
      )}
    </RowList>
  );
}

/** When an application is accepted. */
export function ConditionFields() {
  const { t } = useTranslation('workbench-catalogue');
  return (
    <RowList name={['conditions']} what={t('fields.conditions')}>
      {(index) => <TextPair name={[index]} label={t('fields.conditions')} long />}
    </RowList>
  );
}

/** What is charged and on what ground. */
export function FeeFields() {
  const { t } = useTranslation('workbench-catalogue');
  const required = useRequired();
  const codeRules = useCodeRules();
  return (
    <RowList name={['fees']} what={t('fields.fees')}>
      {(index) => (
        <>
          <Form.Item name={[index, 'code']} label={t('fields.code')} rules={codeRules(t('fields.code'))}>
            <Input maxLength={80} />
          </Form.Item>
          <TextPair name={[index, 'name']} label={t('fields.name')} />
          <Form.Item
            name={[index, 'amount']}
            label={t('fields.amount')}
            validateTrigger="onBlur"
            rules={[
              ...required(t('fields.amount')),
              { pattern: /^\d+(\.\d{1,2})?$/, message: t('hints.amount') },
            ]}
          >
            <Input inputMode="decimal" suffix={t('hints.yuan')} />
          </Form.Item>
          <Form.Item
            name={[index, 'basis']}
            label={t('fields.feeBasis')}
            rules={required(t('fields.feeBasis'))}
          >
            <Input />
          </Form.Item>
        </>
      )}
    </RowList>
  );
}
