import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { timelineEntry } from '#contract/cases';
import { usePick } from '../../i18n/language.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { CopyButton } from './copy-button.tsx';
import { timelineFacts } from './timeline-facts.ts';

type Entry = z.infer<typeof timelineEntry>;
const firstShown = 60;

/** The records of a case or a correction in order of time, each with who, what and its digest. */
export function EventTimeline({ entries, label }: { entries: Entry[]; label: string }) {
  const { t } = useTranslation('workbench');
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.slice(0, firstShown);
  if (entries.length === 0) return <p className="wb-quiet">{t('timeline.none')}</p>;
  return (
    <>
      <ol className="wb-timeline" aria-label={label}>
        {shown.map((entry) => (
          <TimelineItem key={entry.seq} entry={entry} />
        ))}
      </ol>
      {shown.length < entries.length && (
        <Button onClick={() => setAll(true)}>{t('timeline.all', { count: entries.length })}</Button>
      )}
    </>
  );
}

/** Recorded more than this after it happened: worth saying. */
const noticeableDelay = 5 * 60_000;

function TimelineItem({ entry }: { entry: Entry }) {
  const { t } = useTranslation('workbench');
  const pick = usePick();
  const delayed = Date.parse(entry.recordedAt) - Date.parse(entry.occurredAt) > noticeableDelay;
  const facts = timelineFacts(entry.data);
  return (
    <li>
      <div className="wb-timeline-head">
        <TimeText at={entry.occurredAt} />
        <strong>{entry.stepName ? pick(entry.stepName) : pick(entry.title)}</strong>
        {entry.stepName && pick(entry.stepName) !== pick(entry.title) && (
          <span className="wb-quiet">{pick(entry.title)}</span>
        )}
        {entry.actor && (
          <span>
            {entry.actor}
            {entry.post && <span className="wb-quiet"> · {entry.post}</span>}
          </span>
        )}
      </div>
      {facts.length > 0 && (
        <dl className="wb-timeline-facts">
          {facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{t(`eventFields.${name}`, { defaultValue: name })}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <details className="wb-details no-print">
        <summary>{t('timeline.record')}</summary>
        <p>
          {t('timeline.seq', { seq: entry.seq })} · <code>{entry.type}</code> ·{' '}
          {t('timeline.source', { source: entry.source })}
        </p>
        <p>
          {t('timeline.recordedAt')} <TimeText at={entry.recordedAt} form="second" />
        </p>
        <p className="wb-digest">
          {t('timeline.digest')} <code>{entry.digest}</code>
          <CopyButton text={entry.digest} what={t('timeline.digest')} />
        </p>
      </details>
      {delayed && (
        <p className="wb-quiet">
          {t('timeline.delayed')} <TimeText at={entry.recordedAt} />
        </p>
      )}
    </li>
  );
}
