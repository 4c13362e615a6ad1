import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { identityApi, type Me } from '#contract/identity';
import { refusals } from '#contract/problem';
import { useEndpoint } from '../api.ts';
import { useLanguage } from '../i18n/language.ts';
import { usePageTitle } from '../ui/page-header.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { Grounds } from './grounds.tsx';
import { rememberedReturn, rememberReturn } from './provider-return.ts';
import { returnAddress } from './return-address.ts';
import { isIn, useMe } from './session.ts';
import styles from './session.module.css';
import { SignInSteps } from './sign-in-steps.tsx';
import { SignOutButton } from './sign-out-button.tsx';

const route = getRouteApi('/portal/sign-in');

/** Signing in, step by step, and back to where one came from. */
export default function SignInPage() {
  return (
    <Grounds>
      <SignIn />
    </Grounds>
  );
}

function SignIn() {
  const { t } = useTranslation('session');
  const { from: asked, refused } = route.useSearch();
  const me = useMe();
  const methods = useEndpoint(identityApi.getSignInMethods, {}, { staleTime: 600_000 }).data;
  const from = asked ?? rememberedReturn();
  const title = t(
    me?.step === 'second-factor'
      ? 'second.title'
      : me?.step === 'change-password'
        ? 'password.title'
        : 'signIn.title',
  );
  usePageTitle(title);
  const already = useReturnOnceIn(me, from);
  const demo = methods?.demonstration === true && (me === null || already);
  return (
    <div className={demo ? styles.page : `${styles.page} ${styles.alone}`}>
      <section className={styles.card} aria-labelledby="sign-in">
        <div>
          <h1 id="sign-in">{title}</h1>
          {me === null && <p className={styles.sub}>{t('signIn.sub')}</p>}
        </div>
        {refused && <Refused code={refused} />}
        {already && isIn(me) ? (
          <Already me={me} from={from} />
        ) : (
          me !== undefined && !isIn(me) && <SignInSteps from={from} />
        )}
        {me === null && (methods?.citizen.length ?? 0) > 0 && (
          <p className={styles.foot}>
            {t('signIn.citizens')} <Link to="/my">{t('signIn.citizensLink')}</Link>
          </p>
        )}
      </section>
      {demo && <DemoAccounts />}
    </div>
  );
}

/** Leads back as soon as signing in is through; says whether one was signed in already when one came here. */
function useReturnOnceIn(me: Me | null | undefined, from: string | undefined): boolean {
  const navigate = useNavigate();
  const first = useRef<Me | null | undefined>(undefined);
  if (first.current === undefined) first.current = me;
  const cameBack = rememberedReturn() !== undefined;
  const already = isIn(first.current) && !cameBack;
  const through = isIn(me) && (!already || me.account !== first.current?.account);
  const kind = me?.kind;
  useEffect(() => {
    if (!through) return;
    rememberReturn(undefined);
    const href = returnAddress(from, kind === 'citizen' ? '/my' : '/workbench');
    void navigate({ href, replace: true });
  }, [through, from, kind, navigate]);
  return already && !through;
}

/** Why the identity provider's answer led to no session. */
function Refused({ code }: { code: string }) {
  const { t } = useTranslation('session');
  const { language } = useLanguage();
  const known = code in refusals ? refusals[code as keyof typeof refusals][language] : undefined;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={known ?? code}
      description={t('signIn.providerFailed')}
    />
  );
}

function Already({ me, from }: { me: Me; from: string | undefined }) {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  const href = returnAddress(from, me.kind === 'citizen' ? '/my' : '/workbench');
  return (
    <div className={styles.stack}>
      <p>{t('signIn.already', { name: me.account })}</p>
      <Button type="primary" size="large" block onClick={() => void navigate({ href })}>
        {t('signIn.goOn')}
      </Button>
      <SignOutButton size="large" block>
        {t('signIn.other')}
      </SignOutButton>
    </div>
  );
}
