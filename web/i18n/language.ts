import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Bilingual } from '#contract/text';

export type Language = 'zh' | 'en';
const memory = 'mingjing.language';

/** The language chosen before, else the browser's, else Chinese. */
export function firstLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang') ?? localStorage.getItem(memory);
  if (asked === 'zh' || asked === 'en') return asked;
  const known = navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag));
  return known && /^en/i.test(known) ? 'en' : 'zh';
}

/** Tells the document its language, so that screen readers pronounce it and the font stack fits. */
export function markDocument(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

/** Switches the language and remembers it. */
export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(memory, language);
  await i18next.changeLanguage(language);
  markDocument(language);
}

/** The reader's language. */
export function useLanguage(): { language: Language; setLanguage: typeof setLanguage } {
  const { i18n } = useTranslation();
  return { language: i18n.language === 'en' ? 'en' : 'zh', setLanguage };
}

/** Picks the reader's language out of a text that carries both. */
export function usePick(): (text: Bilingual) => string {
  const { language } = useLanguage();
  return (text) => text[language];
}
