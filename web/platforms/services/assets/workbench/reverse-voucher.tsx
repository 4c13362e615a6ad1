import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assetsApi, type VoucherRow } from '#contract/services/assets';
import { useAction } from '../../../../api.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';

/** Takes a voucher back, with the reason; nothing where it does not stand any more. */
export function ReverseVoucher({ book, row }: { book: string; row: VoucherRow }) {
  const { t } = useTranslation('services-assets');
  const { message } = App.useApp();
  const required = useRequired();
  const [open, setOpen] = useState(false);
  const reverse = useAction(assetsApi.reverseVoucher, {
    refreshes: [assetsApi.getBook, assetsApi.listVouchers, assetsApi.listBooks],
  });
  if (row.reverses !== null || row.reversedBy !== null) return null;
  const send = ({ reason }: { reason: string }) =>
    reverse.mutate(
      { params: { id: book, voucher: row.voucher }, body: { reason } },
      {
        onSuccess: () => {
          setOpen(false);
          void message.success(t('vouchers.reversed'));
        },
      },
    );
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('vouchers.reverse')}
      </Button>
      <Modal
        open={open}
        title={t('vouchers.reverseTitle', { number: row.voucher })}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
      >
        <p>{t('vouchers.reverseHint')}</p>
        <Form<{ reason: string }> layout="vertical" onFinish={send}>
          <Form.Item
            name="reason"
            label={t('vouchers.reason')}
            rules={[...required(t('vouchers.reason')), { min: 5 }]}
          >
            <Input.TextArea maxLength={200} rows={3} showCount />
          </Form.Item>
          <ProblemAlert error={reverse.error} />
          <div className="wb-form-buttons">
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
            <Button danger type="primary" htmlType="submit" loading={reverse.isPending}>
              {t('vouchers.reverse')}
            </Button>
          </div>
        </Form>
      </Modal>
    </>
  );
}
