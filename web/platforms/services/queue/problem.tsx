import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/language.ts';
import { ProblemError } from '../../../problem-error.ts';
import styles from './queue.module.css';

/** Why something was refused, in the reader's language. */
export function Problem({ error }: { error: Error | null | undefined }) {
  const { t } = useTranslation('services-queue');
  const { language } = useLanguage();
  if (!error) return null;
  const title = error instanceof ProblemError ? error.title(language) : t('failed');
  const reason =
    error instanceof ProblemError && error.field
      ? t(`refused.${error.field as 'time'}`, { defaultValue: '' })
      : '';
  return (
    <Alert
      className={styles.problem}
      role="alert"
      type="error"
      showIcon
      title={title}
      description={reason || undefined}
    />
  );
}
