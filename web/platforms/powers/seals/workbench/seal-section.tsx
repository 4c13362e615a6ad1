import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** On the page of a case that is a seal: the way to its own page. */
export default function SealSection({ id }: { id: string }) {
  const { t } = useTranslation('powers-seals');
  return (
    <p>
      <Link to="/workbench/powers/seals/$id" params={{ id }}>
        {t('section.seal')}
      </Link>
    </p>
  );
}
