import { Button, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { peopleApi } from '#contract/people';
import { useAction } from '../../api.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useRequired } from '../ui/use-required.ts';
import { OneTimePassword } from './one-time-password.tsx';

/** Makes an official's account; what it may do comes by grants. */
export function NewAccount({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('workbench-people');
  const required = useRequired();
  const make = useAction(peopleApi.makeAccount, {
    refreshes: [peopleApi.listAccounts, peopleApi.listIdentityEvents],
  });
  const close = () => {
    make.reset();
    onClose();
  };
  return (
    <Modal
      open={open}
      title={t('accounts.new')}
      onCancel={close}
      footer={null}
      destroyOnHidden
      mask={{ closable: make.data === undefined }}
      keyboard={make.data === undefined}
    >
      {make.data ? (
        <OneTimePassword account={make.data.account} password={make.data.oneTimePassword} onClose={close} />
      ) : (
        <Form<{ account: string }>
          layout="vertical"
          onFinish={({ account }) => make.mutate({ body: { account: account.trim() } })}
        >
          <Form.Item
            name="account"
            label={t('accounts.account')}
            extra={t('accounts.accountHint')}
            rules={required(t('accounts.account'))}
          >
            <Input maxLength={60} autoCapitalize="none" spellCheck={false} autoComplete="off" />
          </Form.Item>
          <ProblemAlert error={make.error} />
          <div className="wb-form-buttons">
            <Button onClick={close}>{t('cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={make.isPending}>
              {t('accounts.make')}
            </Button>
          </div>
        </Form>
      )}
    </Modal>
  );
}
