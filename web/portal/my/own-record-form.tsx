import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { portalApi } from '#contract/portal';
import { privacyApi } from '#contract/privacy';
import { useAction } from '../../api.ts';
import { SignInProblem } from '../../session/sign-in-problem.tsx';
import styles from './my-page.module.css';

/**
 * Where a telephone is shared, or a record was made after the sign-in: the identity number finds the record that also has the
 * phone or e-mail of the account.
 */
export function OwnRecordForm({ open }: { open: boolean }) {
  const { t } = useTranslation('portal');
  const claim = useAction(portalApi.claimMyRecord, {
    refreshes: [portalApi.listMyCases, privacyApi.whoReadMine],
  });
  return (
    <details open={open}>
      <summary>{t('my.missing')}</summary>
      <Form
        layout="vertical"
        requiredMark={false}
        aria-label={t('my.missing')}
        onFinish={({ idNumber }: { idNumber: string }) => claim.mutate({ body: { idNumber } })}
      >
        <Form.Item
          name="idNumber"
          label={t('my.idNumber')}
          extra={t('my.idNumberHint')}
          rules={[{ required: true, whitespace: true, message: t('my.idNumberNeeded') }]}
        >
          <Input autoComplete="off" maxLength={40} spellCheck={false} />
        </Form.Item>
        <div className={styles.form}>
          <SignInProblem error={claim.error} />
          {claim.isSuccess && <p role="status">{t('my.found')}</p>}
          <Button htmlType="submit" loading={claim.isPending}>
            {t('my.find')}
          </Button>
        </div>
      </Form>
    </details>
  );
}
