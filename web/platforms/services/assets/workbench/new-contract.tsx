import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { assetsApi, contractKinds, type contractTerms } from '#contract/services/assets';
import { useAction } from '../../../../api.ts';
import { useLanguage } from '../../../../i18n/language.ts';
import { ProblemError } from '../../../../problem-error.ts';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { useAmountRules } from '../amount-rules.ts';

type Terms = z.input<typeof contractTerms>;

/** Registers a contract that one's own village has signed. */
export function NewContract({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('services-assets');
  const { message } = App.useApp();
  const [form] = Form.useForm<Terms>();
  const { language } = useLanguage();
  const [elsewhere, setElsewhere] = useState<Error | null>(null);
  const sign = useAction(assetsApi.signContract, { refreshes: [assetsApi.listContracts] });
  const send = ({ vote, ...terms }: Terms) =>
    sign.mutate(
      { body: vote ? { ...terms, vote } : terms },
      {
        onSuccess: () => {
          void message.success(t('contracts.saved'));
          onClose();
        },
        onError: (error) => {
          const name = error instanceof ProblemError ? error.problem.field : undefined;
          const known = name !== undefined && form.getFieldInstance(name as never) != null;
          if (known && error instanceof ProblemError)
            form.setFields([{ name: name as never, errors: [error.sentence(language)] }]);
          setElsewhere(known ? null : error);
        },
      },
    );
  return (
    <Modal
      open={open}
      title={t('contracts.new')}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
      width={640}
    >
      <Form<Terms>
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={{ kind: 'farmland', area: '0' }}
      >
        <ContractFields />
        <ProblemAlert error={elsewhere} />
        <div className="wb-form-buttons">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={sign.isPending}>
            {t('contracts.save')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}

function ContractFields() {
  const { t } = useTranslation('services-assets');
  const required = useRequired();
  const amount = useAmountRules();
  return (
    <div className="wb-fields">
      <Form.Item name="number" label={t('contracts.number')} rules={required(t('contracts.number'))}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="kind" label={t('contracts.kind')} rules={required(t('contracts.kind'))}>
        <Select options={contractKinds.map((value) => ({ value, label: t(`contractKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="what" label={t('contracts.what')} rules={required(t('contracts.what'))}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="area" label={t('contracts.area')} rules={amount(t('contracts.area'))}>
        <Input inputMode="decimal" maxLength={17} />
      </Form.Item>
      <Form.Item
        name="party"
        label={t('contracts.party')}
        extra={t('vouchers.partyHint')}
        rules={required(t('contracts.party'))}
      >
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="from" label={t('contracts.from')} rules={required(t('contracts.from'))}>
        <CivilDateInput />
      </Form.Item>
      <Form.Item name="until" label={t('contracts.until')} rules={required(t('contracts.until'))}>
        <CivilDateInput />
      </Form.Item>
      <Form.Item name="yearlyRent" label={t('contracts.rent')} rules={amount(t('contracts.rent'))}>
        <Input inputMode="decimal" maxLength={17} />
      </Form.Item>
      <Form.Item name="firstDue" label={t('contracts.firstDue')} rules={required(t('contracts.firstDue'))}>
        <CivilDateInput />
      </Form.Item>
      <Form.Item name="vote" label={t('contracts.vote')}>
        <Input maxLength={120} />
      </Form.Item>
    </div>
  );
}
