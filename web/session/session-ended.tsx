import { useLocation, useNavigate } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './session.module.css';
import { isIn, lastSignedIn, useMe } from './session.ts';
import { SignInSteps } from './sign-in-steps.tsx';

/** Over a page whose session has ended: signing in again, here, so that what was typed on the page is kept. */
export function SessionEnded() {
  const { t } = useTranslation('session');
  const me = useMe();
  const navigate = useNavigate();
  const from = useLocation({ select: ({ href }) => href });
  const account = lastSignedIn();
  // Who leaves on purpose, or was never in, is not asked again.
  const open = me !== undefined && !isIn(me) && account !== null;
  return (
    <Modal
      open={open}
      title={t('ended.title')}
      footer={null}
      closable={false}
      keyboard={false}
      destroyOnHidden
    >
      <div className={styles.stack}>
        <p>{t('ended.text')}</p>
        <SignInSteps from={from} account={account ?? undefined} />
        <Button type="link" onClick={() => void navigate({ to: '/' })}>
          {t('ended.leave')}
        </Button>
      </div>
    </Modal>
  );
}
