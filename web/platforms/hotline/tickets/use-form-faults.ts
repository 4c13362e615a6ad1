import type { FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/language.ts';
import { ProblemError } from '../../../problem-error.ts';

const known: Record<string, 'phone' | 'email' | 'region' | 'number' | 'category'> = {
  'caller.phone': 'phone',
  'caller.email': 'email',
  'place.region': 'region',
  'about.number': 'number',
  category: 'category',
};

/** Puts what the server found wrong beside its field; gives what belongs to no field, or null. */
export function useFormFaults(form: FormInstance): (error: Error) => string | null {
  const { t } = useTranslation('hotline-tickets');
  const { language } = useLanguage();
  return (error) => {
    if (!(error instanceof ProblemError)) return String(error);
    const { field, expected } = error;
    const name = field?.split('.');
    if (!name || form.getFieldInstance(name) === undefined) return error.sentence(language);
    const words = known[field!];
    form.setFields([
      { name, errors: [words ? t(`faults.${words}`) : t('faults.other', { expected: expected ?? '' })] },
    ]);
    form.scrollToField(name, { block: 'center' });
    return null;
  };
}
