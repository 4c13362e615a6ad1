import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** On the page of a case that is a camera: the way to its own page. */
export default function CameraSection({ id }: { id: string }) {
  const { t } = useTranslation('powers-halls');
  return (
    <p>
      <Link to="/workbench/powers/cameras/$id" params={{ id }}>
        {t('toCamera')}
      </Link>
    </p>
  );
}
