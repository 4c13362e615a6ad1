import { useNavigate } from '@tanstack/react-router';
import { AutoComplete, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { guideApi } from '#contract/services/guide';
import { useEndpoint } from '../../../api.ts';
import { useSettled } from '../../../workbench/ui/use-settled.ts';
import type { Suggestion } from './answers.ts';
import styles from './guide-search.module.css';
import { HighlightedName } from './highlighted.tsx';

const pauseWhileTyping = 150;

interface Props {
  /** What the address says. */
  search?: string;
  region: string | undefined;
  /** Another place was chosen from the suggestions. */
  onRegion: (region: string) => void;
  /** Keeps filters of the list; by default the list begins anew. */
  onSearch?: (search: string | undefined) => void;
}

/** Asks for words and suggests while one types: items, life events, places, organs. */
export function GuideSearch({ search = '', region, onRegion, onSearch }: Props) {
  const { t } = useTranslation('services-guide');
  const navigate = useNavigate();
  const [typed, setTyped] = useState(search);
  const [stands, setStands] = useState(search);
  // The address changed otherwise (back button, cleared filters): the field follows.
  if (stands !== search) {
    setStands(search);
    setTyped(search);
  }
  const settled = useSettled(typed.trim(), pauseWhileTyping);
  const found = useEndpoint(
    guideApi.suggest,
    { query: { search: settled, region } },
    { enabled: settled !== '', keepPrevious: true, staleTime: 60_000 },
  );
  const suggestions = settled === '' ? [] : (found.data ?? []);

  const list = (query: { event?: string; organ?: string; region?: string; search?: string }) =>
    void navigate({ to: '/services/guide/items', search: { region, ...query } });
  const follow: Record<Suggestion['kind'], (code: string) => void> = {
    item: (code) => void navigate({ to: '/services/guide/items/$code', params: { code } }),
    event: (event) => list({ event }),
    organ: (organ) => list({ organ }),
    region: (place) => {
      onRegion(place);
      list({ region: place });
    },
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = typed.trim() || undefined;
    if (onSearch) onSearch(words);
    else list({ search: words });
  };
  // The likeliest kind comes first, as the server has them.
  const kinds = [...new Set(suggestions.map(({ kind }) => kind))];
  const options = kinds.flatMap((kind) => {
    const own = suggestions.filter((one) => one.kind === kind);
    return [
      {
        label: t(`kinds.${kind}`),
        options: own.map(({ code, found: marked }) => ({
          value: `${kind} ${code}`,
          label: <HighlightedName found={marked} />,
        })),
      },
    ];
  });
  return (
    <search>
      <form className={styles.search} onSubmit={submit}>
        <AutoComplete
          className={styles.field}
          value={typed}
          options={options}
          defaultActiveFirstOption={false}
          onChange={(value: string) => setTyped(/^(item|event|region|organ) /.test(value) ? typed : value)}
          onSelect={(value: string) => {
            const [kind, code] = value.split(' ') as [Suggestion['kind'], string];
            follow[kind](code);
          }}
        >
          <Input
            size="large"
            aria-label={t('search')}
            placeholder={t('placeholder')}
            maxLength={60}
            allowClear
          />
        </AutoComplete>
        <Button size="large" type="primary" htmlType="submit">
          {t('go')}
        </Button>
      </form>
    </search>
  );
}
