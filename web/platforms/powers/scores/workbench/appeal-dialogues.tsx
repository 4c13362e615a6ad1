import { Button, Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appealGrounds } from '#contract/corrections';
import { type CalculationView, scoresApi } from '#contract/powers/scores';
import { useAction } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { pointsPattern } from './points-pattern.ts';

interface Props {
  score: CalculationView;
}
interface About {
  month: string;
  line?: string;
}

/** The organ appeals, with a ground. */
export function AppealDialogue({ score }: Props) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  const required = useRequired();
  const [open, setOpen] = useState(false);
  const appeal = useAction(scoresApi.appealScore, {
    refreshes: [scoresApi.listScoreAppeals],
    onDone: () => setOpen(false),
  });
  const close = () => {
    appeal.reset();
    setOpen(false);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('appeal.open')}</Button>
      <Modal open={open} title={t('appeal.title')} onCancel={close} footer={null} destroyOnHidden>
        <Form<About & { ground: keyof typeof appealGrounds; statement: string }>
          layout="vertical"
          initialValues={{ month: score.monthly.at(-1)?.month }}
          onFinish={(body) => appeal.mutate({ params: { organ: score.organ }, body })}
        >
          <p>{t('appeal.hint')}</p>
          <AboutFields score={score} />
          <Form.Item name="ground" label={t('appeal.ground')} rules={required(t('appeal.ground'))}>
            <Select
              options={Object.entries(appealGrounds).map(([value, name]) => ({ value, label: pick(name) }))}
            />
          </Form.Item>
          <Words name="statement" label={t('appeal.statement')} />
          <Foot error={appeal.error} busy={appeal.isPending} onCancel={close}>
            {t('appeal.submit')}
          </Foot>
        </Form>
      </Modal>
    </>
  );
}

/** Supervision proposes an adjustment; another person decides. */
export function AdjustDialogue({ score }: Props) {
  const { t } = useTranslation('powers-scores');
  const required = useRequired();
  const [open, setOpen] = useState(false);
  const adjust = useAction(scoresApi.adjustScore, {
    refreshes: [scoresApi.listScoreAppeals],
    onDone: () => setOpen(false),
  });
  const close = () => {
    adjust.reset();
    setOpen(false);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('adjust.open')}</Button>
      <Modal open={open} title={t('adjust.title')} onCancel={close} footer={null} destroyOnHidden>
        <Form<About & { points: string; reason: string }>
          layout="vertical"
          initialValues={{ month: score.monthly.at(-1)?.month }}
          onFinish={(body) => adjust.mutate({ params: { organ: score.organ }, body })}
        >
          <p>{t('adjust.hint')}</p>
          <AboutFields score={score} />
          <Form.Item
            name="points"
            label={t('adjust.points')}
            extra={t('adjust.pointsHint')}
            rules={[...required(t('adjust.points')), { pattern: pointsPattern, message: t('adjust.form') }]}
          >
            <Input inputMode="decimal" maxLength={7} />
          </Form.Item>
          <Words name="reason" label={t('adjust.reason')} />
          <Foot error={adjust.error} busy={adjust.isPending} onCancel={close}>
            {t('adjust.submit')}
          </Foot>
        </Form>
      </Modal>
    </>
  );
}

function AboutFields({ score }: Props) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  const required = useRequired();
  const lines = [...score.parts.flatMap((part) => part.lines), ...score.bonuses, ...score.deductions];
  return (
    <>
      <Form.Item name="month" label={t('appeal.month')} rules={required(t('appeal.month'))}>
        <Select options={score.monthly.map(({ month }) => ({ value: month, label: month }))} />
      </Form.Item>
      <Form.Item name="line" label={t('appeal.line')}>
        <Select
          allowClear
          options={lines.map(({ code, name, n }) => ({ value: code, label: `${pick(name)} (${n})` }))}
        />
      </Form.Item>
    </>
  );
}

function Words({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation('powers-scores');
  const required = useRequired();
  return (
    <Form.Item name={name} label={label} rules={[...required(label), { min: 5, message: t('appeal.short') }]}>
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} />
    </Form.Item>
  );
}

interface FootProps {
  error: Error | null;
  busy: boolean;
  onCancel: () => void;
  children: ReactNode;
}

function Foot({ error, busy, onCancel, children }: FootProps) {
  const { t } = useTranslation('powers-scores');
  return (
    <>
      <ProblemAlert error={error} />
      <div className="wb-form-buttons">
        <Button onClick={onCancel}>{t('appeal.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {children}
        </Button>
      </div>
    </>
  );
}
