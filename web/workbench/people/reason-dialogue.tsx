import { Button, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useRequired } from '../ui/use-required.ts';

interface Props {
  open: boolean;
  title: string;
  /** What will happen. */
  children: ReactNode;
  submit: string;
  danger?: boolean;
  busy: boolean;
  error: Error | null;
  onSubmit: (reason: string) => void;
  onClose: () => void;
}

/** Asks for the reason of what an administrator is about to do; it goes into the journal. */
export function ReasonDialogue(props: Props) {
  const { open, title, children, submit, danger = false, busy, error, onSubmit, onClose } = props;
  const { t } = useTranslation('workbench-people');
  const required = useRequired();
  return (
    <Modal open={open} title={title} onCancel={onClose} footer={null} destroyOnHidden>
      <Form<{ reason: string }> layout="vertical" onFinish={({ reason }) => onSubmit(reason.trim())}>
        <p>{children}</p>
        <Form.Item name="reason" label={t('reason')} extra={t('reasonHint')} rules={required(t('reason'))}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
        <ProblemAlert error={error} />
        <div className="wb-form-buttons">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" danger={danger} htmlType="submit" loading={busy}>
            {submit}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
