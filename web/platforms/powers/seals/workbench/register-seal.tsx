import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sealsApi } from '#contract/powers/seals';
import { useAction } from '../../../../api.ts';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';

interface Values {
  organ: string;
  name: string;
  keeper: string;
  approvers: string[];
  latitude: number;
  longitude: number;
  radius: number;
}

/** The station registers a seal of a village below it. */
export function RegisterSeal() {
  const { t } = useTranslation('powers-seals');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('seals.register')}
      </Button>
      <Modal
        title={t('seals.register')}
        open={open}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
        width={640}
      >
        <SealForm onCancel={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function SealForm({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation('powers-seals');
  const navigate = useNavigate();
  const required = useRequired();
  const action = useAction(sealsApi.registerSeal, {
    refreshes: [sealsApi.listSeals],
    onDone: ({ id }) => void navigate({ to: '/workbench/powers/seals/$id', params: { id } }),
  });
  const send = ({ latitude, longitude, radius, ...values }: Values) =>
    action.mutate({ body: { ...values, fence: { latitude, longitude, radius } } });
  const place = (name: 'latitude' | 'longitude' | 'radius', min: number, max: number, step: number) => (
    <Form.Item name={name} label={t(`register.${name}`)} rules={required(t(`register.${name}`))}>
      <InputNumber className="wb-full" min={min} max={max} step={step} />
    </Form.Item>
  );
  return (
    <Form<Values> layout="vertical" onFinish={send} initialValues={{ radius: 200, approvers: [] }}>
      <Form.Item name="organ" label={t('register.organ')} rules={required(t('register.organ'))}>
        <OrganSelect />
      </Form.Item>
      <Form.Item name="name" label={t('register.name')} rules={required(t('register.name'))}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        name="keeper"
        label={t('register.keeper')}
        extra={t('register.keeperHint')}
        rules={required(t('register.keeper'))}
      >
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        name="approvers"
        label={t('register.approvers')}
        extra={t('register.approversHint')}
        rules={required(t('register.approvers'))}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', ' ']} />
      </Form.Item>
      <div className="wb-fields">
        {place('latitude', -90, 90, 0.0001)}
        {place('longitude', -180, 180, 0.0001)}
        {place('radius', 10, 20_000, 10)}
      </div>
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
