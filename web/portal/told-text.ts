import { useTranslation } from 'react-i18next';
import { countText } from '../ui/count-link.tsx';

/** A published number; in place of one that is hidden, that it is not shown. */
export function useToldText(): (count: number | null) => string {
  const { t } = useTranslation('portal');
  return (count) => (count === null ? t('figures.hidden') : countText(count));
}
