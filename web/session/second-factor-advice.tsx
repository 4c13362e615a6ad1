import { Link, useLocation } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from './session.ts';

/** Above every page while a role asks for a second factor that is not there yet. */
export function SecondFactorAdvice() {
  const { t } = useTranslation('session');
  const me = useMe();
  const there = useLocation({ select: ({ pathname }) => pathname === '/account' });
  if (me?.step !== 'enrol-second-factor' || there) return null;
  return (
    <Alert
      className="wb-advice no-print"
      type="warning"
      showIcon
      title={t('advice.title')}
      description={t('advice.text')}
      action={<Link to="/account">{t('advice.action')}</Link>}
    />
  );
}
