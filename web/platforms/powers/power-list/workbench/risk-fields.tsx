import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { RowFields } from './row-fields.tsx';

/** Where the power can go wrong. */
export function RiskFields() {
  const { t } = useTranslation('powers-power-list');
  const required = useRequired();
  return (
    <RowFields name={['riskPoints']} title={t('riskPoints')} blank={{ zh: '', en: '' }}>
      {(row) => (
        <div className="wb-fields">
          {(['zh', 'en'] as const).map((language) => {
            const label = t(language === 'zh' ? 'edit.riskZh' : 'edit.riskEn', { n: row + 1 });
            return (
              <Form.Item key={language} name={[row, language]} label={label} rules={required(label)}>
                <Input maxLength={400} />
              </Form.Item>
            );
          })}
        </div>
      )}
    </RowFields>
  );
}
