import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** On the page of a case that is a stamping: the way to its own page. */
export default function StampingSection({ id }: { id: string }) {
  const { t } = useTranslation('powers-seals');
  return (
    <p>
      <Link to="/workbench/powers/stampings/$id" params={{ id }}>
        {t('section.open')}
      </Link>
    </p>
  );
}
