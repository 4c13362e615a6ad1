import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { sealsApi, type stampingRequest } from '#contract/powers/seals';
import { useAction, useEndpoint } from '../../../../api.ts';
import { UploadField } from '../../../../ui/upload-field.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';

type Values = z.input<typeof stampingRequest>;

/** A village's clerk asks to have a document stamped. */
export function AskToStamp() {
  const { t } = useTranslation('powers-seals');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('stampings.ask')}
      </Button>
      <Modal
        title={t('stampings.ask')}
        open={open}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
        width={640}
      >
        <RequestForm onCancel={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function RequestForm({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation('powers-seals');
  const navigate = useNavigate();
  const required = useRequired();
  const [form] = Form.useForm<Values>();
  const urgent = Form.useWatch('urgent', form);
  const seals = useEndpoint(sealsApi.listSeals, { query: { status: 'in-use', pageSize: 200 } });
  const action = useAction(sealsApi.requestStamping, {
    refreshes: [sealsApi.listStampings],
    onDone: ({ id }) => void navigate({ to: '/workbench/powers/stampings/$id', params: { id } }),
  });
  const options = (seals.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      onFinish={(body) => action.mutate({ body: { ...body, pages: body.pages ?? undefined } })}
      initialValues={{ copies: 1, urgent: false }}
    >
      <Form.Item name="seal" label={t('ask.seal')} rules={required(t('ask.seal'))}>
        <Select options={options} loading={seals.isPending} />
      </Form.Item>
      <Form.Item name="document" label={t('ask.document')} rules={required(t('ask.document'))}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={t('ask.purpose')}
        extra={t('ask.purposeHint')}
        rules={required(t('ask.purpose'))}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
      <div className="wb-fields">
        <Form.Item name="copies" label={t('ask.copies')} rules={required(t('ask.copies'))}>
          <InputNumber className="wb-full" min={1} max={100} precision={0} />
        </Form.Item>
        <Form.Item name="pages" label={t('ask.pages')}>
          <InputNumber className="wb-full" min={1} max={10_000} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="files" label={t('ask.files')}>
        <UploadField most={10} />
      </Form.Item>
      <Form.Item name="urgent" valuePropName="checked">
        <Checkbox>{t('ask.urgent')}</Checkbox>
      </Form.Item>
      {urgent && (
        <Form.Item name="urgentReason" label={t('ask.urgentReason')} rules={required(t('ask.urgentReason'))}>
          <Input maxLength={400} />
        </Form.Item>
      )}
      <ProblemAlert error={action.error} />
      <div className="wb-form-buttons">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={action.isPending}>
          {t('ask.send')}
        </Button>
      </div>
    </Form>
  );
}
