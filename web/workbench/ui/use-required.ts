import { useTranslation } from 'react-i18next';

/** The rule of a field that must be filled in, saying which one it is. */
export function useRequired(): (field: string) => { required: true; message: string }[] {
  const { t } = useTranslation('workbench');
  return (field) => [{ required: true, message: t('fields.required', { field }) }];
}
