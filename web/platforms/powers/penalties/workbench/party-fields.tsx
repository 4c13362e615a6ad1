import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { isCreditCode } from '#contract/credit-code';
import { isIdNumber } from '#contract/id-number';
import { partyKinds } from '#contract/powers/penalty-terms';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { useOptions } from '../names.ts';

/** Passes what is empty: whether it must be there is another rule's. */
const checked = (is: (text: string) => boolean, message: string) => ({
  validator: (_: unknown, value?: string) =>
    !value?.trim() || is(value.trim().toUpperCase()) ? Promise.resolve() : Promise.reject(new Error(message)),
});

/** Whom a case is about: what is asked depends on whether it is a person. */
export function PartyFields() {
  const { t } = useTranslation('powers-penalties');
  const required = useRequired();
  const options = useOptions();
  const kind = Form.useWatch(['party', 'kind']) as keyof typeof partyKinds | undefined;
  return (
    <>
      <p className="wb-quiet">{t('new.sealed')}</p>
      <div className="wb-fields">
        <Form.Item name={['party', 'kind']} label={t('new.partyKind')} rules={required(t('new.partyKind'))}>
          <Select options={options(partyKinds)} />
        </Form.Item>
        <Form.Item name={['party', 'name']} label={t('new.name')} rules={required(t('new.name'))}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        {kind === 'organisation' ? (
          <Form.Item
            name={['party', 'creditCode']}
            label={t('new.creditCode')}
            validateTrigger="onBlur"
            rules={[checked(isCreditCode, t('new.creditCodeWrong'))]}
          >
            <Input maxLength={18} autoComplete="off" />
          </Form.Item>
        ) : (
          <Form.Item
            name={['party', 'idNumber']}
            label={t('new.idNumber')}
            validateTrigger="onBlur"
            rules={[checked(isIdNumber, t('new.idNumberWrong'))]}
          >
            <Input maxLength={18} autoComplete="off" />
          </Form.Item>
        )}
        <Form.Item name={['party', 'phone']} label={t('new.phone')}>
          <Input maxLength={20} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name={['party', 'address']} label={t('new.address')}>
          <Input maxLength={500} autoComplete="off" />
        </Form.Item>
      </div>
    </>
  );
}
