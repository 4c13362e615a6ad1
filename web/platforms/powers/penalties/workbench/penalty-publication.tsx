import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PenaltyDetail } from '#contract/powers/penalties';
import { Section } from '../../../../workbench/ui/section.tsx';

/** Whether everybody may read the decision, until when, and what became of that; nothing before there is anything to say. */
export function PenaltyPublication({ penalty }: { penalty: PenaltyDetail }) {
  const { t } = useTranslation('powers-penalties');
  const { publication, annulment, notPublished } = penalty;
  if (!publication && !annulment && !notPublished) return null;
  return (
    <Section title={t('page.publication')}>
      {annulment && <p>{t('page.annulled', annulment)}</p>}
      {notPublished && <p>{t('page.notPublished', { reason: notPublished })}</p>}
      {publication && (
        <>
          <p>{t('page.publishedOn', { on: publication.on, until: publication.until })}</p>
          <p>{publication.summary}</p>
          {publication.withdrawn && <p>{t('page.withdrawn', publication.withdrawn)}</p>}
          {annulment && !publication.withdrawn && (
            <Alert type="warning" showIcon title={t('page.toWithdraw')} />
          )}
          <Link to="/powers/penalties/$id" params={{ id: penalty.id }}>
            {t('page.publicLink')}
          </Link>
        </>
      )}
    </Section>
  );
}
