import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { identityApi } from '#contract/identity';
import { useAction, useEndpoint } from '../api.ts';
import { SignInProblem } from '../session/sign-in-problem.tsx';
import { Section } from '../workbench/ui/section.tsx';

/** Links the account with one at the government's identity provider, where there is such a provider. */
export function ProviderLink() {
  const { t } = useTranslation('account');
  const methods = useEndpoint(identityApi.getSignInMethods, {}, { staleTime: 600_000 }).data;
  const link = useAction(identityApi.linkOpenId, { onDone: ({ url }) => window.location.assign(url) });
  if (!methods?.openId) return null;
  return (
    <Section title={t('provider.title')}>
      <div className="wb-stack-small">
        <p>{t('provider.what')}</p>
        <SignInProblem error={link.error} />
        <Button loading={link.isPending} onClick={() => link.mutate({ body: {} })}>
          {t('provider.link')}
        </Button>
      </div>
    </Section>
  );
}
