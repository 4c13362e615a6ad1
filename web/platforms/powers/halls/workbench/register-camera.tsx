import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hallsApi } from '#contract/powers/halls';
import { type InputOf, useAction } from '../../../../api.ts';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';

type Values = InputOf<typeof hallsApi.registerCamera>['body'];

/** The organ of a hall proposes a camera; somebody else approves it. */
export function RegisterCamera() {
  const { t } = useTranslation('powers-halls');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('register.open')}
      </Button>
      <Modal
        title={t('register.open')}
        open={open}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
        width={640}
      >
        <CameraForm onCancel={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function CameraForm({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation('powers-halls');
  const navigate = useNavigate();
  const required = useRequired();
  const action = useAction(hallsApi.registerCamera, {
    refreshes: [hallsApi.listCameras],
    onDone: ({ id }) => void navigate({ to: '/workbench/powers/cameras/$id', params: { id } }),
  });
  const send = ({ window, ...values }: Values) =>
    action.mutate({ body: { ...values, ...(window?.trim() && { window: window.trim() }) } });
  const text = (name: 'name' | 'hall', maxLength: number) => (
    <Form.Item
      name={name}
      label={t(`register.${name}`)}
      rules={[...required(t(`register.${name}`)), { min: 2, message: t('register.two') }]}
    >
      <Input maxLength={maxLength} />
    </Form.Item>
  );
  return (
    <Form<Values> layout="vertical" onFinish={send} initialValues={{ retentionDays: 90 }}>
      <p className="wb-quiet">{t('register.hint')}</p>
      <Form.Item name="organ" label={t('register.organ')} rules={required(t('register.organ'))}>
        <OrganSelect />
      </Form.Item>
      <div className="wb-fields">
        {text('hall', 120)}
        {text('name', 80)}
        <Form.Item name="window" label={t('register.window')}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item
          name="retentionDays"
          label={t('register.retentionDays')}
          extra={t('register.retentionHint')}
          rules={required(t('register.retentionDays'))}
        >
          <InputNumber className="wb-full" min={1} max={3650} precision={0} />
        </Form.Item>
      </div>
      <Form.Item
        name="address"
        label={t('register.address')}
        extra={t('register.addressHint')}
        rules={required(t('register.address'))}
      >
        <Input maxLength={400} inputMode="url" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('register.reason')}
        rules={[...required(t('register.reason')), { min: 5, message: t('moment.short') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={400} />
      </Form.Item>
      <ProblemAlert error={action.error} />
      <div className="wb-form-buttons">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={action.isPending}>
          {t('register.save')}
        </Button>
      </div>
    </Form>
  );
}
