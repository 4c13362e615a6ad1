import type { FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/language.ts';
import { ProblemError } from '../../../problem-error.ts';

const known: Record<string, 'phone' | 'email' | 'region' | 'number' | 'category'> = {
  'caller.phone': 'phone',
  'caller.email': 'email',
  'place.region': 'region',
  region: 'region',
  'about.number': 'number',
  category: 'category',
};

/** Fields of the two forms that the server may name besides. */
const others = new Set([
  'title',
  'content',
  'answer',
  'about.kind',
  'place.address',
  'place.community',
  'caller.name',
  'programme.name',
  'programme.episode',
]);

/** Puts what the server found wrong beside its field; gives what belongs to no field, or null. */
export function useFormFaults(form: FormInstance): (error: Error) => string | null {
  const { t } = useTranslation('hotline-tickets');
  const { language } = useLanguage();
  return (error) => {
    if (!(error instanceof ProblemError)) return String(error);
    const { field, expected } = error;
    const words = field === undefined ? undefined : known[field];
    if (field === undefined || (!words && !others.has(field))) return error.sentence(language);
    const name = field.split('.');
    form.setFields([
      { name, errors: [words ? t(`faults.${words}`) : t('faults.other', { expected: expected ?? '' })] },
    ]);
    form.scrollToField(name, { block: 'center' });
    return null;
  };
}
