import { useNavigate } from '@tanstack/react-router';
import { AutoComplete, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { guideApi } from '#contract/services/guide';
import { useEndpoint } from '../../../api.ts';
import AntFrame from '../../../ui/ant-frame.tsx';
import { useSettled } from '../../../workbench/ui/use-settled.ts';
import type { Suggestion } from './answers.ts';
import styles from './guide-search.module.css';
import { HighlightedName } from './highlighted.tsx';

const pauseWhileTyping = 150;

interface Props {
  typed: string;
  /** Something was typed before this field came, so that suggestions are waited for. */
  asked: boolean;
  onType: (typed: string) => void;
  region: string | undefined;
  onRegion: (region: string) => void;
  /** Goes to the list of items. */
  onList: (query: { event?: string; organ?: string; region?: string }) => void;
}

/** The field of the guide's search, which suggests items, life events, places and organs; it takes over the focus. */
export default function SuggestField({ typed, asked, onType, region, onRegion, onList }: Props) {
  const { t } = useTranslation('services-guide');
  const navigate = useNavigate();
  const settled = useSettled(typed.trim(), pauseWhileTyping);
  const found = useEndpoint(
    guideApi.suggest,
    { query: { search: settled, region } },
    { enabled: settled !== '', keepPrevious: true, staleTime: 60_000 },
  );
  const suggestions = settled === '' ? [] : (found.data ?? []);

  const follow: Record<Suggestion['kind'], (code: string) => void> = {
    item: (code) => void navigate({ to: '/services/guide/items/$code', params: { code } }),
    event: (event) => onList({ event }),
    organ: (organ) => onList({ organ }),
    region: (place) => {
      onRegion(place);
      onList({ region: place });
    },
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
    <AntFrame>
      <AutoComplete
        className={styles.field}
        value={typed}
        options={options}
        defaultActiveFirstOption={false}
        defaultOpen={asked}
        onChange={(value: string) => onType(/^(item|event|region|organ) /.test(value) ? typed : value)}
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
          autoFocus
        />
      </AutoComplete>
    </AntFrame>
  );
}
