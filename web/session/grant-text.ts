import { useTranslation } from 'react-i18next';
import type { Me } from '#contract/identity';
import { usePick } from '../i18n/language.ts';

type Grant = Me['grants'][number];

/** A grant in one line: the role and the organ that it is held at, or how far it reaches without one. */
export function useGrantText(): (grant: Grant) => string {
  const { t } = useTranslation('session');
  const pick = usePick();
  return ({ roleName, organ, role, regionName }) => {
    const place = organ ? pick(organ.name) : role === 'citizen' ? '' : pick(regionName);
    return place ? t('menu.at', { role: pick(roleName), organ: place }) : pick(roleName);
  };
}
