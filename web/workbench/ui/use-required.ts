import { useTranslation } from 'react-i18next';

interface Rule {
  required?: true;
  pattern?: RegExp;
  message: string;
}

/** The rule of a field that must be filled in, saying which one it is. */
export function useRequired(): (field: string) => Rule[] {
  const { t } = useTranslation('workbench');
  return (field) => [{ required: true, message: t('fields.required', { field }) }];
}

/** As the contract's `code`, said in the reader's language. */
const codePattern = /^\s*[\p{L}\p{N}][\p{L}\p{N}._:-]*\s*$/u;

/** The rules of a field that holds a code. */
export function useCodeRules(): (field: string) => Rule[] {
  const { t } = useTranslation('workbench');
  const required = useRequired();
  return (field) => [...required(field), { pattern: codePattern, message: t('fields.code') }];
}
