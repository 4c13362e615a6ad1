import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Ways from the hotline's first page to what people find by themselves; entries of a list. */
export function KnowledgeLinks() {
  const { t } = useTranslation('hotline-knowledge');
  return (
    <>
      <li>
        <Link to="/hotline/knowledge">{t('title')}</Link>
      </li>
      <li>
        <Link to="/hotline/figures">{t('figures')}</Link>
      </li>
    </>
  );
}
