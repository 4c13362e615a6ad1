import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.ts';
import { ProblemError } from '../problem-error.ts';
import { relativeText } from '../ui/moment.ts';
import { useTimeText } from '../ui/time-text.tsx';

/** Why a step was refused, in the server's own words; after too many tries, from when on one may try again. */
export function SignInProblem({ error }: { error: Error | null | undefined }) {
  const { t } = useTranslation(['session', 'shell']);
  const { language } = useLanguage();
  const write = useTimeText();
  if (!error) return null;
  const known = error instanceof ProblemError ? error : null;
  const until = known?.retryAt;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={known ? known.sentence(language) : t('shell:error.unknown')}
      description={
        until &&
        t('signIn.lockedUntil', {
          at: write(until, 'second'),
          when: relativeText(until, Date.now(), language),
        })
      }
    />
  );
}
