import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { materialCopies, materialProviders } from '#contract/item-material';
import type { Bilingual } from '#contract/text';
import { usePick } from '../../i18n/language.ts';
import { RowList } from '../ui/row-list.tsx';
import { TextPair } from '../ui/text-pair.tsx';
import { useCodeRules } from '../ui/use-required.ts';

/** The entries of a table of names as options. */
export function useNamedOptions(): (names: Record<string, Bilingual>) => { value: string; label: string }[] {
  const pick = usePick();
  return (names) => Object.entries(names).map(([value, name]) => ({ value, label: pick(name) }));
}

function MaterialRow({ index }: { index: number }) {
  const { t } = useTranslation('workbench-catalogue');
  const codeRules = useCodeRules();
  const optionsOf = useNamedOptions();
  return (
    <>
      <Form.Item name={[index, 'code']} label={t('fields.code')} rules={codeRules(t('fields.code'))}>
        <Input maxLength={80} />
      </Form.Item>
      <TextPair name={[index, 'name']} label={t('fields.name')} />
      <Form.Item name={[index, 'required']} valuePropName="checked" label={t('fields.required')}>
        <Checkbox>{t('hints.required')}</Checkbox>
      </Form.Item>
      <TextPair name={[index, 'description']} label={t('fields.description')} required={false} />
      <Form.Item name={[index, 'provider']} label={t('fields.provider')}>
        <Select allowClear options={optionsOf(materialProviders)} />
      </Form.Item>
      <Form.Item name={[index, 'copies']} label={t('fields.copies')}>
        <Select allowClear options={optionsOf(materialCopies)} />
      </Form.Item>
      <Form.Item name={[index, 'count']} label={t('fields.count')}>
        <InputNumber min={1} max={99} precision={0} className="wb-full" />
      </Form.Item>
      <Form.Item name={[index, 'electronic']} valuePropName="checked" label={t('fields.electronic')}>
        <Checkbox>{t('hints.electronic')}</Checkbox>
      </Form.Item>
      {(['blank', 'sample'] as const).map((file) => (
        <Form.Item key={file} name={[index, file]} label={t(`fields.${file}`)}>
          <Input maxLength={400} placeholder="/files/… · https://…" />
        </Form.Item>
      ))}
    </>
  );
}

/** A content may go without a name; a name in one language needs the other. */
function ContentRow({ index }: { index: number }) {
  const { t } = useTranslation('workbench-catalogue');
  const codeRules = useCodeRules();
  const name = Form.useWatch(['contents', index, 'name']) as Partial<Bilingual> | null | undefined;
  return (
    <>
      <Form.Item name={[index, 'code']} label={t('fields.code')} rules={codeRules(t('fields.code'))}>
        <Input maxLength={80} />
      </Form.Item>
      <TextPair
        name={[index, 'name']}
        label={t('fields.name')}
        required={Boolean(name?.zh?.trim() || name?.en?.trim())}
      />
    </>
  );
}

/** What the applicant hands in, and what a case must hold when it closes. */
export function MaterialFields() {
  const { t } = useTranslation('workbench-catalogue');
  return (
    <>
      <RowList name={['materials']} what={t('fields.materials')} blank={{ required: true }}>
        {(index) => <MaterialRow index={index} />}
      </RowList>
      <h3 className="wb-h3 wb-field-below">{t('fields.contents')}</h3>
      <p className="wb-quiet">{t('hints.contents')}</p>
      <RowList name={['contents']} what={t('fields.content')}>
        {(index) => <ContentRow index={index} />}
      </RowList>
    </>
  );
}
