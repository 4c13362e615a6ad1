import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlainButton } from '../../../ui/plain-button.tsx';
import plain from '../../../ui/plain.module.css';
import styles from './guide-search.module.css';

const suggesting = () => import('./suggest-field.tsx');
type SuggestField = Awaited<ReturnType<typeof suggesting>>['default'];

interface Props {
  /** What the address says. */
  search?: string;
  region: string | undefined;
  /** Another place was chosen from the suggestions. */
  onRegion: (region: string) => void;
  /** Keeps filters of the list; by default the list begins anew. */
  onSearch?: (search: string | undefined) => void;
}

/** Asks for words and suggests while one types; what suggests comes when the field is first entered. */
export function GuideSearch({ search = '', region, onRegion, onSearch }: Props) {
  const { t } = useTranslation('services-guide');
  const navigate = useNavigate();
  // Until it has come the plain field stays, so that nothing typed meanwhile is lost.
  const [Suggesting, setSuggesting] = useState<SuggestField | null>(null);
  const [typed, setTyped] = useState(search);
  const [stands, setStands] = useState(search);
  // The address changed otherwise (back button, cleared filters): the field follows.
  if (stands !== search) {
    setStands(search);
    setTyped(search);
  }
  const list = (query: { event?: string; organ?: string; region?: string; search?: string }) =>
    void navigate({ to: '/services/guide/items', search: { region, ...query } });
  const suggestIn = async (field: HTMLInputElement) => {
    const file = await suggesting().catch(() => null);
    // It takes over the focus: not from where somebody has gone on to.
    if (file && document.activeElement === field) setSuggesting(() => file.default);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = typed.trim() || undefined;
    if (onSearch) onSearch(words);
    else list({ search: words });
  };
  return (
    <search>
      <form className={styles.search} onSubmit={submit}>
        {Suggesting ? (
          <Suggesting
            typed={typed}
            asked={typed !== search}
            onType={setTyped}
            region={region}
            onRegion={onRegion}
            onList={list}
          />
        ) : (
          <input
            className={`${plain.input} ${styles.field}`}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onFocus={({ currentTarget }) => void suggestIn(currentTarget)}
            aria-label={t('search')}
            placeholder={t('placeholder')}
            maxLength={60}
          />
        )}
        <PlainButton look="primary" large type="submit">
          {t('go')}
        </PlainButton>
      </form>
    </search>
  );
}
