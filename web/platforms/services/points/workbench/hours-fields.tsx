import { Checkbox, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { RowList } from '../../../../workbench/ui/row-list.tsx';
import { TextPair } from '../../../../workbench/ui/text-pair.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { PeriodsInput } from './periods-input.tsx';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const usual = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];

/** Hours by weekday, what holidays and make-up workdays do, and days that are not like their weekday. */
export function HoursFields() {
  const { t } = useTranslation('services-points');
  const required = useRequired();
  const form = Form.useFormInstance();
  const weekly = Form.useWatch(['hours', 'weekly'], { form, preserve: true }) as unknown[] | null | undefined;
  return (
    <>
      <h3 className="wb-h3">{t('fields.hours')}</h3>
      <p className="wb-quiet">{t('hints.periods')}</p>
      <Checkbox
        checked={!weekly}
        onChange={(event) =>
          form.setFieldValue(
            ['hours', 'weekly'],
            event.target.checked ? null : weekdays.map((day) => (day < 6 ? usual : [])),
          )
        }
      >
        {t('hours.asOrgan')}
      </Checkbox>
      <div className="wb-fields">
        {weekly &&
          weekdays.map((day) => (
            <Form.Item key={day} name={['hours', 'weekly', day - 1]} label={t(`weekday.${day}`)}>
              <PeriodsInput placeholder={t('days.closed')} />
            </Form.Item>
          ))}
        <Form.Item name={['hours', 'holidays']} label={t('hours.holidays')}>
          <Select
            options={(['closed', 'as-usual'] as const).map((value) => ({
              value,
              label: t(`hours.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name={['hours', 'makeupAs']} label={t('hours.makeupAs')}>
          <Select options={weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }))} />
        </Form.Item>
      </div>
      <h3 className="wb-h3">{t('hours.exceptions')}</h3>
      <RowList name={['hours', 'exceptions']} what={t('exception')} blank={{ periods: [] }}>
        {(index) => (
          <>
            <Form.Item name={[index, 'date']} label={t('days.day')} rules={required(t('days.day'))}>
              <CivilDateInput />
            </Form.Item>
            <Form.Item name={[index, 'periods']} label={t('days.hours')}>
              <PeriodsInput placeholder={t('days.closed')} />
            </Form.Item>
            <TextPair name={[index, 'reason']} label={t('fields.reason')} />
          </>
        )}
      </RowList>
    </>
  );
}
