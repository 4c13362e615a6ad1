import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../../api.ts';
import type { knowledgeApi } from '#contract/hotline/knowledge';

const kinds = ['expired', 'review-due', 'ends-soon'] as const;

/** Tells an owner which of their entries have expired, wait for a review, or soon will; nothing where there are none. */
export function KnowledgeWarnings({ warnings }: Pick<ResponseOf<typeof knowledgeApi.desk>, 'warnings'>) {
  const { t } = useTranslation('hotline-knowledge');
  const there = kinds.filter((kind) => warnings[kind] > 0);
  if (there.length === 0) return null;
  return (
    <Alert
      className="wb-problem no-print"
      type={warnings.expired + warnings['review-due'] > 0 ? 'warning' : 'info'}
      showIcon
      title={t('desk.warnings')}
      description={
        <ul>
          {there.map((kind) => (
            <li key={kind}>
              <Link to="/workbench/hotline/knowledge" search={{ mine: 'true', standing: kind }}>
                {t(`desk.warn.${kind}`, { count: warnings[kind] })}
              </Link>
            </li>
          ))}
        </ul>
      }
    />
  );
}
