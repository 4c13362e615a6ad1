import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.ts';
import { ProblemError } from '../problem-error.ts';
import { PlainButton } from './plain-button.tsx';
import styles from './state.module.css';

/** What went wrong, in the reader's language, with the code for those who are asked about it, and a way on. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const problem = error instanceof ProblemError ? error.problem : null;
  const hint =
    problem === null
      ? t('error.unknownHint')
      : problem.code === 'unreachable'
        ? t('error.unreachableHint')
        : problem.detail;
  const details = [
    [t('error.code'), problem?.code],
    [t('error.field'), problem?.field],
    [t('error.expected'), error instanceof ProblemError ? error.expectedIn(language) : undefined],
    [t('error.incident'), problem?.incident],
  ].filter(([, value]) => value);
  return (
    <div className={styles.state} role="alert">
      <h2>{error instanceof ProblemError ? error.title(language) : t('error.unknown')}</h2>
      {hint && <p>{hint}</p>}
      {details.length > 0 && (
        <dl className={styles.details}>
          {details.map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {onRetry && <PlainButton onClick={onRetry}>{t('retry')}</PlainButton>}
    </div>
  );
}
