import { Link } from '@tanstack/react-router';
import { type Dispatch, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertRow } from '#contract/alerts';
import { useLanguage, usePick } from '../i18n/language.ts';
import { ProblemError } from '../problem-error.ts';
import { LevelTag } from '../ui/level-tag.tsx';
import { useTimeText } from '../ui/time-text.tsx';
import type { AlertFeed, FeedChange } from './alert-feed.ts';
import styles from './feed-panel.module.css';

const FeedEntry = memo(function FeedEntry({ row }: { row: AlertRow }) {
  const pick = usePick();
  const write = useTimeText();
  return (
    <li className={styles.entry}>
      <LevelTag level={row.level} />
      <div>
        <Link to="/workbench/alerts/$id" params={{ id: row.id }} className={styles.title}>
          {pick(row.title)}
        </Link>
        <div className={styles.where}>{pick(row.organName)}</div>
        <div className={styles.where}>
          {pick(row.itemName)} · {row.caseNumber}
        </div>
      </div>
      <time dateTime={row.recordedAt}>{write(row.recordedAt, 'second').slice(11)}</time>
    </li>
  );
});

interface Props {
  feed: AlertFeed;
  change: Dispatch<FeedChange>;
  region: string;
  error: Error | null;
}

/** Warnings as they come, newest on top; it stands still while the pointer or the keyboard is in it. */
export function FeedPanel({ feed, change, region, error }: Props) {
  const { t } = useTranslation('cockpit');
  const { language } = useLanguage();
  const { shown, waiting } = feed;
  return (
    <section
      className={styles.panel}
      aria-labelledby="feed-title"
      onMouseEnter={() => change({ type: 'held' })}
      onMouseLeave={() => change({ type: 'released' })}
      onFocus={() => change({ type: 'held' })}
      onBlur={() => change({ type: 'released' })}
    >
      <div className={styles.head}>
        <h2 id="feed-title">{t('feed.title')}</h2>
        <Link to="/workbench/alerts" search={{ region } as never}>
          {t('feed.all')}
        </Link>
      </div>
      {waiting.length > 0 && (
        <p className={styles.fresh} role="status">
          {t('feed.fresh', { count: waiting.length })}
        </p>
      )}
      {shown.length === 0 ? (
        <div className={styles.empty}>
          <p>{error ? t('feed.closed') : t('feed.empty')}</p>
          <p>{error instanceof ProblemError ? error.title(language) : t('feed.emptyHint')}</p>
        </div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <ol className={styles.list} tabIndex={0} aria-label={t('feed.title')}>
          {shown.map((row) => (
            <FeedEntry key={row.id} row={row} />
          ))}
        </ol>
      )}
    </section>
  );
}
