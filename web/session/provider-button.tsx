import { BankOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { identityApi } from '#contract/identity';
import { useAction } from '../api.ts';
import { rememberReturn } from './provider-return.ts';
import { SignInProblem } from './sign-in-problem.tsx';

/** Leads to the identity provider of the government, which leads back to /sign-in. */
export function ProviderButton({ from }: { from: string | undefined }) {
  const { t } = useTranslation('session');
  const begin = useAction(identityApi.beginOpenId, {
    onDone: ({ url }) => {
      rememberReturn(from);
      window.location.assign(url);
    },
  });
  return (
    <>
      <Button
        size="large"
        block
        icon={<BankOutlined aria-hidden />}
        loading={begin.isPending}
        onClick={() => begin.mutate({ body: {} })}
      >
        {t('signIn.provider')}
      </Button>
      <SignInProblem error={begin.error} />
    </>
  );
}
