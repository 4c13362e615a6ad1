import { problemTitles } from '#contract/import-problem';
import { refusals } from '#contract/problem';
import { useLanguage } from '../../i18n/language.ts';

/** Names the code of a refused row, whether the file's reader or the intake refused it. */
export function useRefusalTitle(): (code: string) => string {
  const { language } = useLanguage();
  const titles: Record<string, { zh: string; en: string }> = { ...refusals, ...problemTitles };
  return (code) => titles[code]?.[language] ?? code;
}
