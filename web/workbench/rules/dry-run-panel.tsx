import { Button, Form } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rulesApi } from '#contract/rules';
import { useAction } from '../../api.ts';
import { useInstallation } from '../../ui/installation.ts';
import { RegionCascader } from '../../ui/region-cascader.tsx';
import { CivilDateInput } from '../ui/civil-date-input.tsx';
import { ItemSelect } from '../ui/item-select.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Section } from '../ui/section.tsx';
import { useRequired } from '../ui/use-required.ts';
import { DryRunResult } from './dry-run-result.tsx';
import type { RuleDetail } from './rule-detail.ts';
import { presentThresholds, ThresholdFields } from './threshold-fields.tsx';

interface Fields {
  parameters?: Record<string, number>;
  from: string;
  to: string;
  region?: string;
  item?: string;
}

/** The civil day that it is in the zone of the installation; the browser may be elsewhere. */
const todayIn = (zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());

/** A cascader as a field of a form. */
function RegionField({
  id,
  value,
  onChange,
}: {
  id?: string;
  value?: string;
  onChange?: (region: string | undefined) => void;
}) {
  return <RegionCascader id={id ?? ''} value={value} onChange={(region) => onChange?.(region)} />;
}

/** Tries the rule on a period that is past: nothing is written, and the count opens to its cases. */
export function DryRunPanel({ rule }: { rule: RuleDetail }) {
  const { t } = useTranslation('workbench-rules');
  const required = useRequired();
  const [run, setRun] = useState<string>();
  const start = useAction(rulesApi.startDryRun, { onDone: ({ id }) => setRun(id) });
  const submit = ({ parameters, ...rest }: Fields) =>
    start.mutate({ params: { code: rule.code }, body: { ...rest, parameters: parameters ?? {} } });
  const zone = useInstallation()?.timeZone ?? 'Asia/Shanghai';
  const today = todayIn(zone);
  return (
    <Section title={t('try.title')}>
      <div className="wb-stack">
        <p className="wb-quiet">{t('try.about')}</p>
        <Form<Fields>
          layout="vertical"
          initialValues={{
            parameters: presentThresholds(rule),
            from: dayjs(today).subtract(1, 'month').format('YYYY-MM-DD'),
            to: today,
          }}
          onFinish={submit}
        >
          <ThresholdFields rule={rule} />
          <div className="wb-fields">
            <Form.Item name="from" label={t('try.from')} rules={required(t('try.from'))}>
              <CivilDateInput />
            </Form.Item>
            <Form.Item name="to" label={t('try.to')} rules={required(t('try.to'))}>
              <CivilDateInput />
            </Form.Item>
            <Form.Item name="region" label={t('try.region')}>
              <RegionField />
            </Form.Item>
            <Form.Item name="item" label={t('try.item')}>
              <ItemSelect />
            </Form.Item>
          </div>
          <ProblemAlert error={start.error} />
          <Button type="primary" htmlType="submit" loading={start.isPending}>
            {t('try.start')}
          </Button>
        </Form>
        {run && <DryRunResult key={run} id={run} />}
      </div>
    </Section>
  );
}
