import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { suggestionApi } from '#contract/hotline/suggestion';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { useSettled } from '../../../workbench/ui/use-settled.ts';

/** Fewer letters say nothing. */
const leastLetters = 6;

interface Props {
  /** What has been written down so far: title and content. */
  text: string;
  /** The category that is chosen now. */
  value: string | undefined;
  onChoose: (category: string) => void;
}

/** Categories that tickets with such words had, and the words that speak for each. Nothing is filled in by itself. */
export function CategorySuggestion({ text, value, onChoose }: Props) {
  const { t } = useTranslation('hotline-suggestion');
  const pick = usePick();
  const settled = useSettled(text.trim());
  const { data } = useQuery({
    queryKey: [suggestionApi.suggestCategory.path, settled],
    queryFn: ({ signal }) => call(suggestionApi.suggestCategory, { body: { text: settled }, signal }),
    enabled: [...settled].length >= leastLetters,
    staleTime: 60_000,
  });
  if (!data || !data.enough || data.suggestions.length === 0) return null;
  return (
    <section aria-label={t('title')}>
      <p className="wb-quiet">{t('how', { count: data.learntFrom })}</p>
      <ul className="wb-cards">
        {data.suggestions.map(({ category, name, words }) => (
          <li key={category}>
            <Button
              size="small"
              type={category === value ? 'primary' : 'default'}
              aria-pressed={category === value}
              onClick={() => onChoose(category)}
            >
              {pick(name)}
            </Button>{' '}
            <span className="wb-quiet">
              {t('because', { words: words.map(({ word }) => word).join(t('comma')) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
