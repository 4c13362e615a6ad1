import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { knowledgeApi } from '#contract/hotline/knowledge';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useSettled } from '../../../../workbench/ui/use-settled.ts';
import { StandingTag } from '../standing-tag.tsx';

const shown = 3;
/** What is typed in a title is searched; a whole story has too many words to have all of them answered. */
const mostLetters = 30;

/** What the knowledge base says of what is being written down: answers to read out, with their standing. */
export function KnowledgeHints({ text }: { text: string }) {
  const { t } = useTranslation('hotline-knowledge');
  const pick = usePick();
  const search = useSettled([...text.trim()].slice(0, mostLetters).join(''));
  const { data } = useEndpoint(
    knowledgeApi.desk,
    { query: { search, pageSize: shown } },
    { enabled: search !== '', keepPrevious: true, staleTime: 60_000 },
  );
  const rows = search === '' ? [] : (data?.rows ?? []);
  if (rows.length === 0) return <p className="wb-quiet">{t('hintsNone')}</p>;
  return (
    <ul className="wb-cards" aria-label={t('title')}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            to="/workbench/hotline/knowledge"
            search={{ entry: row.id } as never}
            target="_blank"
            rel="noreferrer"
          >
            {pick(row.question)}
          </Link>{' '}
          {row.standing !== 'current' && <StandingTag standing={row.standing} />}
          <div className="wb-quiet">{pick(row.excerpt)}</div>
        </li>
      ))}
    </ul>
  );
}
