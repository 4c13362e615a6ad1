import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Grounds } from '../../session/grounds.tsx';
import { isIn, useMe } from '../../session/session.ts';
import { Readings } from '../../account/readings.tsx';
import { SessionList } from '../../session/session-list.tsx';
import { SignOutButton } from '../../session/sign-out-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ReceiptForm } from '../receipt-form.tsx';
import { CitizenSignIn } from './citizen-sign-in.tsx';
import { MyCases } from './my-cases.tsx';
import styles from './my-page.module.css';

/** What concerns a citizen: their sign-in and sessions; the look-up by receipt code needs neither. */
export default function MyPage() {
  return (
    <Grounds>
      <My />
    </Grounds>
  );
}

function My() {
  const { t } = useTranslation('portal');
  const me = useMe();
  const signedIn = isIn(me);
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('my.title')}
        sub={signedIn ? t('my.signedInAs', { name: me.account }) : t('my.sub')}
        actions={signedIn && <SignOutButton>{t('my.signOut')}</SignOutButton>}
      />
      <div className={styles.columns}>
        {me !== undefined && !signedIn && (
          <section className={styles.box} aria-labelledby="my-sign-in">
            <h2 id="my-sign-in">{t('my.signIn')}</h2>
            <CitizenSignIn />
          </section>
        )}
        {signedIn && (
          <section className={styles.box} aria-labelledby="my-applications">
            <h2 id="my-applications">{t('nav.applications')}</h2>
            <p>{t('my.applicationsHint')}</p>
            <Link to={'/services/my' as never}>{t('nav.applications')}</Link>
          </section>
        )}
        {signedIn && (
          <section className={styles.box} aria-labelledby="my-cases">
            <h2 id="my-cases">{t('my.cases')}</h2>
            <MyCases />
          </section>
        )}
        <section className={styles.box} aria-labelledby="my-receipt">
          <h2 id="my-receipt">{t('my.receipt')}</h2>
          <p>{t('my.receiptHint')}</p>
          <ReceiptForm />
        </section>
        {signedIn && (
          <section className={styles.box} aria-labelledby="my-sessions">
            <h2 id="my-sessions">{t('my.sessions')}</h2>
            <SessionList />
          </section>
        )}
        {signedIn && (
          <section className={styles.box} aria-labelledby="my-readings">
            <h2 id="my-readings">{t('my.readings')}</h2>
            <Readings />
          </section>
        )}
      </div>
    </div>
  );
}
