import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { alertsApi } from '#contract/alerts';
import { rulesApi } from '#contract/rules';
import { useAction } from '../../api.ts';
import { CivilDateInput } from '../ui/civil-date-input.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useRequired } from '../ui/use-required.ts';
import type { RuleDetail } from './rule-detail.ts';
import { presentThresholds, ThresholdFields } from './threshold-fields.tsx';

interface Fields {
  active: boolean;
  parameters?: Record<string, number>;
  effectiveFrom?: string;
  reason: string;
}

/** Switches a rule on or off, or sets its thresholds, with a reason and from a day on. */
export function DecideRule({ rule }: { rule: RuleDetail }) {
  const { t } = useTranslation('workbench-rules');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('decide.open')}
      </Button>
      <DecideDialogue rule={rule} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function DecideDialogue({ rule, open, onClose }: { rule: RuleDetail; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('workbench-rules');
  const required = useRequired();
  const decide = useAction(rulesApi.decideRule, {
    refreshes: [rulesApi.getRule, alertsApi.listRules],
    onDone: onClose,
  });
  const close = () => {
    decide.reset();
    onClose();
  };
  const submit = ({ active, parameters, effectiveFrom, reason }: Fields) =>
    decide.mutate({
      params: { code: rule.code },
      body: { active, parameters: parameters ?? {}, effectiveFrom, reason: reason.trim() },
    });
  return (
    <Modal open={open} title={t('decide.title')} onCancel={close} footer={null} destroyOnHidden>
      <Form<Fields>
        layout="vertical"
        initialValues={{ active: rule.active, parameters: presentThresholds(rule) }}
        onFinish={submit}
      >
        <Form.Item
          name="active"
          label={t('decide.switch')}
          extra={rule.switchable ? undefined : t('decide.fixed')}
        >
          <Radio.Group
            disabled={!rule.switchable}
            options={[
              { value: true, label: t('on') },
              { value: false, label: t('off') },
            ]}
          />
        </Form.Item>
        <ThresholdFields rule={rule} />
        <Form.Item name="effectiveFrom" label={t('decide.from')} extra={t('decide.fromHint')}>
          <CivilDateInput />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('decide.reason')}
          extra={t('decide.reasonHint')}
          rules={[...required(t('decide.reason')), { min: 5, message: t('decide.short') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
        <ProblemAlert error={decide.error} />
        <div className="wb-form-buttons">
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={decide.isPending}>
            {t('decide.now')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
