import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { villageApi } from '#contract/services/village';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';

interface Values {
  entry: string;
  matter: string;
  amount: string;
  happenedOn: string;
}

/** A major matter or a project from the threshold on is disclosed at once: a duty of its own. */
export function OpenDuty({ organ }: { organ: string }) {
  const { t } = useTranslation('services-village');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('duties.atOnce')}</Button>
      <Modal
        title={t('open.title')}
        open={open}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <OpenForm organ={organ} />
      </Modal>
    </>
  );
}

function OpenForm({ organ }: { organ: string }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  const navigate = useNavigate();
  const catalogue = useEndpoint(villageApi.getDisclosureCatalogue, {}, { staleTime: 600_000 });
  const action = useAction(villageApi.openDuty, {
    refreshes: [villageApi.listDuties],
    onDone: ({ id }) => void navigate({ to: '/workbench/services/village/duties/$id', params: { id } }),
  });
  const entries = (catalogue.data?.entries ?? []).filter(({ every }) => every === 'at-once');
  const needed = (field: string) => [{ required: true, message: t('open.needed', { field }) }];
  return (
    <Form<Values> layout="vertical" onFinish={(values) => action.mutate({ body: { organ, ...values } })}>
      <Form.Item name="entry" label={t('open.entry')} rules={needed(t('open.entry'))}>
        <Select options={entries.map(({ code, title }) => ({ value: code, label: pick(title) }))} />
      </Form.Item>
      <Form.Item name="matter" label={t('open.matter')} rules={needed(t('open.matter'))}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="amount" label={t('open.amount')} rules={needed(t('open.amount'))}>
        <Input inputMode="decimal" maxLength={18} />
      </Form.Item>
      <Form.Item name="happenedOn" label={t('open.happenedOn')} rules={needed(t('open.happenedOn'))}>
        <CivilDateInput />
      </Form.Item>
      <ProblemAlert error={action.error} />
      <Button type="primary" htmlType="submit" loading={action.isPending}>
        {t('open.ok')}
      </Button>
    </Form>
  );
}
