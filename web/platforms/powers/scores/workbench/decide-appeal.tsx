import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ScoreAppeal, scoresApi } from '#contract/powers/scores';
import { useAction } from '../../../../api.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { pointsPattern } from './points-pattern.ts';

const touched = [scoresApi.listScoreAppeals, scoresApi.getScore, scoresApi.listScores];

/** One person proposes what an appeal comes to. */
export function ProposeOutcome({ row }: { row: ScoreAppeal }) {
  const { t } = useTranslation('powers-scores');
  const required = useRequired();
  const [open, setOpen] = useState(false);
  const propose = useAction(scoresApi.proposeOnAppeal, { refreshes: touched, onDone: () => setOpen(false) });
  const close = () => {
    propose.reset();
    setOpen(false);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('appeals.propose')}</Button>
      <Modal open={open} title={t('appeals.propose')} onCancel={close} footer={null} destroyOnHidden>
        <Form<{ points: string; reason: string }>
          layout="vertical"
          onFinish={(body) => propose.mutate({ params: { id: row.id }, body })}
        >
          <Form.Item
            name="points"
            label={t('adjust.points')}
            extra={`${t('adjust.pointsHint')} ${t('appeals.proposeHint')}`}
            rules={[...required(t('adjust.points')), { pattern: pointsPattern, message: t('adjust.form') }]}
          >
            <Input inputMode="decimal" maxLength={7} />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('adjust.reason')}
            rules={[...required(t('adjust.reason')), { min: 5, message: t('appeal.short') }]}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} />
          </Form.Item>
          <ProblemAlert error={propose.error} />
          <div className="wb-form-buttons">
            <Button onClick={close}>{t('appeals.cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={propose.isPending}>
              {t('appeals.submit')}
            </Button>
          </div>
        </Form>
      </Modal>
    </>
  );
}

/** Another person approves it or sends it back. */
export function DecideAppeal({ row }: { row: ScoreAppeal }) {
  const { t } = useTranslation('powers-scores');
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ note?: string }>();
  const decide = useAction(scoresApi.decideAppeal, { refreshes: touched, onDone: () => setOpen(false) });
  const close = () => {
    decide.reset();
    setOpen(false);
  };
  const send = (decision: 'approve' | 'return') => {
    const note = (form.getFieldValue('note') as string | undefined)?.trim() ?? '';
    if (decision === 'return' && note.length < 5)
      form.setFields([{ name: 'note', errors: [t('appeals.noteShort')] }]);
    else decide.mutate({ params: { id: row.id }, body: { decision, note } });
  };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('appeals.decide')}
      </Button>
      <Modal open={open} title={t('appeals.decide')} onCancel={close} footer={null} destroyOnHidden>
        <p>
          {t('appeals.proposedBy', {
            who: row.proposedBy ?? '',
            points: row.points ?? '',
            reason: row.reason ?? '',
          })}
        </p>
        <Form form={form} layout="vertical">
          <Form.Item name="note" label={t('appeals.note')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
          </Form.Item>
          <ProblemAlert error={decide.error} />
          <div className="wb-form-buttons">
            <Button danger loading={decide.isPending} onClick={() => send('return')}>
              {t('appeals.return')}
            </Button>
            <Button type="primary" loading={decide.isPending} onClick={() => send('approve')}>
              {t('appeals.approve')}
            </Button>
          </div>
        </Form>
      </Modal>
    </>
  );
}
