import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { TextPair } from '../../../../workbench/ui/text-pair.tsx';

/** Whether the point works; why not and until when, where it does not. */
export function StatusFields() {
  const { t } = useTranslation('services-points');
  const state = Form.useWatch(['status', 'state']);
  return (
    <>
      <h3 className="wb-h3">{t('fields.status')}</h3>
      <div className="wb-fields">
        <Form.Item name={['status', 'state']} label={t('fields.status')}>
          <Select
            options={(['working', 'suspended'] as const).map((value) => ({
              value,
              label: t(`state.${value}`),
            }))}
          />
        </Form.Item>
        {state === 'suspended' && (
          <>
            <TextPair name={['status', 'reason']} label={t('fields.reason')} />
            <Form.Item name={['status', 'until']} label={t('fields.until')} extra={t('hints.until')}>
              <CivilDateInput />
            </Form.Item>
          </>
        )}
      </div>
    </>
  );
}
