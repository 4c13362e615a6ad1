import type { Highlighted } from '#contract/services/guide';
import { useLanguage } from '../../../i18n/language.ts';

/** A name with what was searched for marked in it. */
export function HighlightedName({ found }: { found: { zh: Highlighted; en: Highlighted } }) {
  const { language } = useLanguage();
  let at = 0;
  return (
    <>
      {found[language].map(({ text, hit }) => {
        const key = at;
        at += text.length;
        return hit ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
      })}
    </>
  );
}
