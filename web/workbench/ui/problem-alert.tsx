import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/language.ts';
import { ProblemError } from '../../problem-error.ts';

/** Why an action was refused, in the reader's language, beside what was asked. */
export function ProblemAlert({ error }: { error: Error | null | undefined }) {
  const { t } = useTranslation('workbench');
  const { language } = useLanguage();
  if (!error) return null;
  const known = error instanceof ProblemError;
  return (
    <Alert
      className="wb-problem"
      type="error"
      showIcon
      role="alert"
      title={known ? error.sentence(language) : t('problem.unknown')}
      description={
        known && error.problem.incident ? t('problem.incident', { id: error.problem.incident }) : undefined
      }
    />
  );
}
