import { type PenaltyKind, penaltyKinds } from '#contract/powers/penalty-terms';
import type { Bilingual } from '#contract/text';
import { useLanguage, usePick } from '../../../i18n/language.ts';

/** Options of a select from a table of names. */
export function useOptions() {
  const pick = usePick();
  return (names: Record<string, Bilingual>) =>
    Object.entries(names).map(([value, title]) => ({ value, label: pick(title) }));
}

/** Kinds of penalty in one line. */
export function useKindsText() {
  const pick = usePick();
  const { language } = useLanguage();
  return (kinds: readonly PenaltyKind[]) =>
    kinds.map((kind) => pick(penaltyKinds[kind])).join(language === 'zh' ? '、' : ', ');
}
