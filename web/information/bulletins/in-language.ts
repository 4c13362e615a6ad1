import { useLanguage } from '../../i18n/language.ts';

/** A text of which there may be no English: the Chinese one then, marked as such. */
export function useInLanguage(): (zh: string, en: string) => { text: string; lang: 'zh-CN' | 'en' } {
  const { language } = useLanguage();
  return (zh, en) => (language === 'en' && en ? { text: en, lang: 'en' } : { text: zh, lang: 'zh-CN' });
}
