import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { RowList } from '../../../../workbench/ui/row-list.tsx';
import { TextPair } from '../../../../workbench/ui/text-pair.tsx';
import { useCodeRules, useRequired } from '../../../../workbench/ui/use-required.ts';

/** Groups with what they handle, the windows of each, and who works there: by post, never by name. */
export function WindowFields() {
  const { t } = useTranslation('services-points');
  const required = useRequired();
  const codeRules = useCodeRules();
  const letter = [...required(t('fields.letter')), { pattern: /^[A-Z]$/, message: t('hints.letter') }];
  return (
    <>
      <h3 className="wb-h3">{t('fields.groups')}</h3>
      <RowList name={['groups']} what={t('group')} blank={{ items: [], perSlot: 0 }} min={1}>
        {(index) => (
          <>
            <Form.Item name={[index, 'letter']} label={t('fields.letter')} rules={letter}>
              <Input maxLength={1} />
            </Form.Item>
            <TextPair name={[index, 'name']} label={t('fields.name')} />
            <Form.Item name={[index, 'perSlot']} label={t('fields.perSlot')} extra={t('hints.perSlot')}>
              <InputNumber className="wb-full" min={0} max={500} precision={0} />
            </Form.Item>
            <Form.Item name={[index, 'items']} label={t('fields.items')} extra={t('hints.items')}>
              <Select mode="tags" tokenSeparators={[',', ' ', '，']} open={false} suffixIcon={null} />
            </Form.Item>
          </>
        )}
      </RowList>
      <h3 className="wb-h3">{t('fields.windows')}</h3>
      <RowList name={['windows']} what={t('window')} blank={{ group: 'A' }} min={1}>
        {(index) => (
          <>
            <Form.Item name={[index, 'code']} label={t('fields.code')} rules={codeRules(t('fields.code'))}>
              <Input maxLength={80} />
            </Form.Item>
            <TextPair name={[index, 'name']} label={t('fields.name')} />
            <Form.Item name={[index, 'group']} label={t('fields.group')} rules={letter}>
              <Input maxLength={1} />
            </Form.Item>
            <Form.Item name={[index, 'organ']} label={t('fields.seated')} extra={t('hints.seated')}>
              <OrganSelect />
            </Form.Item>
          </>
        )}
      </RowList>
      <h3 className="wb-h3">{t('fields.staff')}</h3>
      <RowList name={['staff']} what={t('post')} blank={{ count: 1 }}>
        {(index) => (
          <>
            <TextPair name={[index, 'post']} label={t('fields.post')} />
            <Form.Item name={[index, 'count']} label={t('fields.count')} rules={required(t('fields.count'))}>
              <InputNumber className="wb-full" min={1} max={500} precision={0} />
            </Form.Item>
          </>
        )}
      </RowList>
    </>
  );
}
