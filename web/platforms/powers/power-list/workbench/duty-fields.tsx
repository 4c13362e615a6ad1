import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { dutyStages } from '#contract/powers/power-list';
import { usePick } from '../../../../i18n/language.ts';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { RowFields } from './row-fields.tsx';

/** What the organ owes at each stage. */
export function DutyFields() {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  const required = useRequired();
  return (
    <RowFields name={['duties']} title={t('duties')} blank={{ stage: 'other', text: { zh: '', en: '' } }}>
      {(row) => (
        <>
          <Form.Item name={[row, 'stage']} label={t('edit.stage', { n: row + 1 })}>
            <Select
              options={Object.entries(dutyStages).map(([value, name]) => ({ value, label: pick(name) }))}
            />
          </Form.Item>
          <div className="wb-fields">
            <Form.Item
              name={[row, 'text', 'zh']}
              label={t('edit.textZh', { n: row + 1 })}
              rules={required(t('duties'))}
            >
              <Input.TextArea autoSize maxLength={1000} />
            </Form.Item>
            <Form.Item
              name={[row, 'text', 'en']}
              label={t('edit.textEn', { n: row + 1 })}
              rules={required(t('duties'))}
            >
              <Input.TextArea autoSize maxLength={1000} />
            </Form.Item>
          </div>
        </>
      )}
    </RowFields>
  );
}
