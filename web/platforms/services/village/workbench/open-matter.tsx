import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mattersApi } from '#contract/services/village-matters';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';

interface Values {
  type: string;
  title: string;
  proposal: string;
  amount?: string;
}

/** A clerk takes up a matter that needs the four discussions. */
export function OpenMatter({ organ }: { organ: string }) {
  const { t } = useTranslation('services-village');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('matterList.new')}
      </Button>
      <Modal
        title={t('matterList.new')}
        open={open}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <MatterForm organ={organ} />
      </Modal>
    </>
  );
}

function MatterForm({ organ }: { organ: string }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  const navigate = useNavigate();
  const rules = useEndpoint(mattersApi.getVoteRules, {}, { staleTime: 600_000 });
  const action = useAction(mattersApi.openMatter, {
    refreshes: [mattersApi.listMatters],
    onDone: ({ id }) => void navigate({ to: '/workbench/services/village/matters/$id', params: { id } }),
  });
  const needed = (field: string) => [{ required: true, message: t('open.needed', { field }) }];
  const send = ({ amount, ...values }: Values) =>
    action.mutate({ body: { organ, ...values, ...(amount?.trim() && { amount: amount.trim() }) } });
  return (
    <Form<Values> layout="vertical" onFinish={send}>
      <Form.Item name="type" label={t('matters.type')} rules={needed(t('matters.type'))}>
        <Select
          options={(rules.data?.matterTypes ?? []).map(({ code, title }) => ({
            value: code,
            label: pick(title),
          }))}
        />
      </Form.Item>
      <Form.Item name="title" label={t('matter.title')} rules={needed(t('matter.title'))}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="proposal" label={t('matter.proposal')} rules={needed(t('matter.proposal'))}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="amount" label={t('open.amount')}>
        <Input inputMode="decimal" maxLength={17} />
      </Form.Item>
      <ProblemAlert error={action.error} />
      <Button type="primary" htmlType="submit" loading={action.isPending}>
        {t('matterList.new')}
      </Button>
    </Form>
  );
}
