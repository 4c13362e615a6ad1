import { Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/language.ts';
import { useRequired } from '../ui/use-required.ts';
import type { RuleDetail } from './rule-detail.ts';

/** One number for each threshold of a rule, under `parameters`. */
export function ThresholdFields({ rule }: { rule: RuleDetail }) {
  const { t } = useTranslation('workbench-rules');
  const pick = usePick();
  const required = useRequired();
  return (
    <div className="wb-fields">
      {rule.thresholds.map((one) => (
        <Form.Item
          key={one.name}
          name={['parameters', one.name]}
          label={pick(one.title)}
          extra={t('thresholds.shipped', {
            value: one.shipped,
            unit: t(`units.${one.unit as 'times'}`, { defaultValue: one.unit }),
          })}
          rules={required(pick(one.title))}
        >
          <InputNumber min={0} max={1_000_000} className="wb-full" />
        </Form.Item>
      ))}
    </div>
  );
}

/** The thresholds as they hold, for a form to begin with. */
export const presentThresholds = (rule: RuleDetail): Record<string, number> =>
  Object.fromEntries(rule.thresholds.map(({ name, value }) => [name, value]));
