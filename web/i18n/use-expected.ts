import { expectedZh } from '#contract/expectations';
import { useLanguage } from './language.ts';

/** Says what is expected in the reader's language, where it comes in English alone: schemas checked here, lists of rows. */
export function useExpected(): (text: string) => string {
  const { language } = useLanguage();
  return (text) => (language === 'zh' ? (expectedZh(text) ?? text) : text);
}
