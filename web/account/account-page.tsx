import { useTranslation } from 'react-i18next';
import { NewPasswordForm } from '../session/new-password-form.tsx';
import { SessionList } from '../session/session-list.tsx';
import { isIn, useMe } from '../session/session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Section } from '../workbench/ui/section.tsx';
import { Authenticator } from './authenticator.tsx';
import { OwnGrants } from './own-grants.tsx';
import { Passkeys } from './passkeys.tsx';
import { ProviderLink } from './provider-link.tsx';
import { Readings } from './readings.tsx';

/** What somebody sees and settles about their own account: grants, password, second factors, sessions. */
export default function AccountPage() {
  const { t } = useTranslation(['account', 'session']);
  const me = useMe();
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      {isIn(me) && (
        <div className="wb-columns-even">
          <div className="wb-stack">
            <Section title={t('own.title')}>
              <OwnGrants me={me} />
            </Section>
            <Section title={t('sessions.title')}>
              <SessionList />
            </Section>
            <ProviderLink />
            <Section title={t('readings.title')}>
              <Readings />
            </Section>
          </div>
          <div className="wb-stack">
            <Section title={t('totp.title')}>
              <Authenticator me={me} />
            </Section>
            <Section title={t('passkeys.title')}>
              <Passkeys />
            </Section>
            <Section title={t('session:password.title')}>
              <NewPasswordForm />
            </Section>
          </div>
        </div>
      )}
    </>
  );
}
