import { App, Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { assetsApi, type BookDetail, type VoucherPosting, voucherKinds } from '#contract/services/assets';
import { useAction } from '../../../../api.ts';
import { ProblemError } from '../../../../problem-error.ts';
import { UploadField } from '../../../../ui/upload-field.tsx';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { useAmountRules } from '../amount-rules.ts';
import { useSubjects } from '../use-subjects.ts';

interface Props {
  book: BookDetail;
  open: boolean;
  onClose: () => void;
}

const names = [
  'date',
  'kind',
  'account',
  'to',
  'subject',
  'amount',
  'party',
  'purpose',
  'request',
  'paper',
  'files',
] as const;

/** Posts a voucher; what the book refuses is said beside the field that it is about. */
export function PostVoucher({ book, open, onClose }: Props) {
  const { t } = useTranslation('services-assets');
  const { message } = App.useApp();
  const [form] = Form.useForm<VoucherPosting>();
  const post = useAction(assetsApi.postVoucher, {
    refreshes: [assetsApi.getBook, assetsApi.listVouchers, assetsApi.listBooks, casesApi.getCase],
  });
  // The list of files begins anew with the next voucher.
  const [nth, setNth] = useState(0);
  const field = post.error instanceof ProblemError ? post.error.problem.field : undefined;
  const known = names.find((name) => name === field);
  const send = (body: VoucherPosting) =>
    post.mutate(
      { params: { id: book.id }, body: { ...body, amount: body.amount.trim() } },
      {
        onSuccess: () => {
          void message.success(t('vouchers.posted'));
          form.resetFields(['amount', 'party', 'purpose', 'request', 'paper', 'files']);
          setNth((before) => before + 1);
          onClose();
        },
      },
    );
  return (
    <Modal open={open} title={t('vouchers.post')} onCancel={onClose} footer={null} forceRender width={640}>
      <Form<VoucherPosting>
        name="voucher"
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={{ kind: 'expense' }}
      >
        <VoucherFields key={nth} book={book} wrong={known} problem={post.error} />
        {!known && <ProblemAlert error={post.error} />}
        <div className="wb-form-buttons">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={post.isPending}>
            {t('vouchers.post')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}

function VoucherFields({
  book,
  wrong,
  problem,
}: {
  book: BookDetail;
  wrong: string | undefined;
  problem: Error | null;
}) {
  const { t } = useTranslation('services-assets');
  const required = useRequired();
  const amount = useAmountRules();
  const subjects = useSubjects();
  const kind = Form.useWatch<VoucherPosting['kind']>('kind') ?? 'expense';
  const accounts = book.accounts.map(({ code, name, balance }) => ({
    value: code,
    label: `${name} (${balance})`,
  }));
  /** The server's own words about a field, beside it. */
  const said = (name: string) =>
    wrong === name ? { validateStatus: 'error' as const, help: <ProblemAlert error={problem} /> } : {};
  return (
    <div className="wb-fields">
      <Form.Item
        name="date"
        label={t('vouchers.date')}
        rules={required(t('vouchers.date'))}
        {...said('date')}
      >
        <CivilDateInput />
      </Form.Item>
      <Form.Item
        name="kind"
        label={t('vouchers.kind')}
        rules={required(t('vouchers.kind'))}
        {...said('kind')}
      >
        <Select options={voucherKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="account"
        label={t('vouchers.account')}
        rules={required(t('vouchers.account'))}
        {...said('account')}
      >
        <Select options={accounts} />
      </Form.Item>
      {kind === 'transfer' ? (
        <Form.Item
          name="to"
          label={t('vouchers.to')}
          rules={required(t('vouchers.to'))}
          preserve={false}
          {...said('to')}
        >
          <Select options={accounts} />
        </Form.Item>
      ) : (
        <Form.Item
          key={kind}
          name="subject"
          label={t('vouchers.subject')}
          rules={required(t('vouchers.subject'))}
          preserve={false}
          {...said('subject')}
        >
          <Select options={subjects(kind)} />
        </Form.Item>
      )}
      <Form.Item
        name="amount"
        label={t('vouchers.amount')}
        rules={amount(t('vouchers.amount'))}
        {...said('amount')}
      >
        <Input inputMode="decimal" maxLength={17} />
      </Form.Item>
      <Form.Item
        name="party"
        label={t('vouchers.party')}
        extra={t('vouchers.partyHint')}
        rules={required(t('vouchers.party'))}
        {...said('party')}
      >
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={t('vouchers.purpose')}
        rules={required(t('vouchers.purpose'))}
        {...said('purpose')}
      >
        <Input maxLength={200} />
      </Form.Item>
      {kind === 'expense' && (
        <Form.Item
          name="request"
          label={t('vouchers.request')}
          extra={t('vouchers.requestHint')}
          preserve={false}
          {...said('request')}
        >
          <InputNumber min={1} precision={0} />
        </Form.Item>
      )}
      <Form.Item name="paper" label={t('vouchers.paper')} {...said('paper')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="files" label={t('vouchers.files')} {...said('files')}>
        <UploadField most={10} />
      </Form.Item>
    </div>
  );
}
