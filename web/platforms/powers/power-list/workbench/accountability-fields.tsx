import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { BasisFields } from './basis-fields.tsx';
import { RowFields } from './row-fields.tsx';

/** For what somebody is held to account (追责情形), each with the law that says so. */
export function AccountabilityFields() {
  const { t } = useTranslation('powers-power-list');
  const required = useRequired();
  return (
    <RowFields
      name={['accountability']}
      title={t('accountability')}
      blank={{ circumstance: { zh: '', en: '' }, basis: [] }}
    >
      {(row) => (
        <>
          <div className="wb-fields">
            {(['zh', 'en'] as const).map((language) => {
              const label = t(language === 'zh' ? 'edit.accountZh' : 'edit.accountEn', { n: row + 1 });
              return (
                <Form.Item
                  key={language}
                  name={[row, 'circumstance', language]}
                  label={label}
                  rules={required(label)}
                >
                  <Input.TextArea autoSize maxLength={1000} />
                </Form.Item>
              );
            })}
          </div>
          <BasisFields name={[row, 'basis']} title={t('edit.accountBasis', { n: row + 1 })} />
        </>
      )}
    </RowFields>
  );
}
