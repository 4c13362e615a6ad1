import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { fieldKinds } from '#contract/item-form';
import { RowList } from '../ui/row-list.tsx';
import { TextPair } from '../ui/text-pair.tsx';
import { useCodeRules, useRequired } from '../ui/use-required.ts';
import { useNamedOptions } from './material-fields.tsx';

/** What can be chosen of. */
function Options({ index }: { index: number }) {
  const { t } = useTranslation('workbench-catalogue');
  const codeRules = useCodeRules();
  return (
    <div className="wb-field-wide">
      <RowList name={[index, 'options']} what={t('fields.options')}>
        {(option) => (
          <>
            <Form.Item name={[option, 'code']} label={t('fields.code')} rules={codeRules(t('fields.code'))}>
              <Input maxLength={80} />
            </Form.Item>
            <TextPair name={[option, 'name']} label={t('fields.name')} />
          </>
        )}
      </RowList>
    </div>
  );
}

/** Bounds of a written text; a pattern for one line alone. */
function Lengths({ index, pattern }: { index: number; pattern: boolean }) {
  const { t } = useTranslation('workbench-catalogue');
  return (
    <>
      {(['minLength', 'maxLength'] as const).map((bound) => (
        <Form.Item key={bound} name={[index, bound]} label={t(`fields.${bound}`)}>
          <InputNumber min={1} max={4000} precision={0} className="wb-full" />
        </Form.Item>
      ))}
      {pattern && (
        <Form.Item name={[index, 'pattern']} label={t('fields.pattern')} extra={t('hints.pattern')}>
          <Input maxLength={200} />
        </Form.Item>
      )}
    </>
  );
}

function FormFieldRow({ index }: { index: number }) {
  const { t } = useTranslation('workbench-catalogue');
  const codeRules = useCodeRules();
  const required = useRequired();
  const optionsOf = useNamedOptions();
  const kind = Form.useWatch(['formFields', index, 'kind']) as keyof typeof fieldKinds | undefined;
  return (
    <>
      <Form.Item name={[index, 'code']} label={t('fields.code')} rules={codeRules(t('fields.code'))}>
        <Input maxLength={80} />
      </Form.Item>
      <TextPair name={[index, 'name']} label={t('fields.name')} />
      <Form.Item name={[index, 'kind']} label={t('fields.kind')} rules={required(t('fields.kind'))}>
        <Select options={optionsOf(fieldKinds)} />
      </Form.Item>
      {(['required', 'personal'] as const).map((flag) => (
        <Form.Item key={flag} name={[index, flag]} valuePropName="checked" label={t(`fields.${flag}`)}>
          <Checkbox>{t(`hints.${flag}`)}</Checkbox>
        </Form.Item>
      ))}
      {(kind === 'text' || kind === 'long-text') && <Lengths index={index} pattern={kind === 'text'} />}
      {kind === 'select' && <Options index={index} />}
      <TextPair name={[index, 'help']} label={t('fields.help')} required={false} />
    </>
  );
}

/** What the application form asks besides the materials. */
export function FormFields() {
  const { t } = useTranslation('workbench-catalogue');
  return (
    <RowList name={['formFields']} what={t('fields.formFields')} blank={{ kind: 'text' }}>
      {(index) => <FormFieldRow index={index} />}
    </RowList>
  );
}
