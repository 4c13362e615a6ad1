import { App, Button, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { assetsApi, type holdingFacts } from '#contract/services/assets';
import { useAction } from '../../../../api.ts';
import { useLanguage } from '../../../../i18n/language.ts';
import { ProblemError } from '../../../../problem-error.ts';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { useAmountRules } from '../amount-rules.ts';

type Facts = z.input<typeof holdingFacts>;

/** Registers an asset of one's own village. */
export function NewHolding({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('services-assets');
  const { message } = App.useApp();
  const required = useRequired();
  const amount = useAmountRules();
  const [form] = Form.useForm<Facts>();
  const { language } = useLanguage();
  const [elsewhere, setElsewhere] = useState<Error | null>(null);
  const save = useAction(assetsApi.registerHolding, { refreshes: [assetsApi.listHoldings] });
  const send = (body: Facts) =>
    save.mutate(
      { body: { ...body, user: body.user ?? '' } },
      {
        onSuccess: () => {
          void message.success(t('holdings.saved'));
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
    <Modal open={open} title={t('holdings.new')} onCancel={onClose} footer={null} destroyOnHidden width={640}>
      <Form<Facts> form={form} layout="vertical" onFinish={send} initialValues={{ lifeYears: 20 }}>
        <div className="wb-fields">
          <Form.Item name="number" label={t('holdings.number')} rules={required(t('holdings.number'))}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="name" label={t('holdings.name')} rules={required(t('holdings.name'))}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="value" label={t('holdings.value')} rules={amount(t('holdings.value'))}>
            <Input inputMode="decimal" maxLength={17} />
          </Form.Item>
          <Form.Item name="acquired" label={t('holdings.acquired')} rules={required(t('holdings.acquired'))}>
            <CivilDateInput />
          </Form.Item>
          <Form.Item name="lifeYears" label={t('holdings.life')} rules={required(t('holdings.life'))}>
            <InputNumber min={1} max={100} precision={0} />
          </Form.Item>
          <Form.Item name="user" label={t('holdings.user')} extra={t('vouchers.partyHint')}>
            <Input maxLength={80} />
          </Form.Item>
        </div>
        <ProblemAlert error={elsewhere} />
        <div className="wb-form-buttons">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('holdings.save')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
