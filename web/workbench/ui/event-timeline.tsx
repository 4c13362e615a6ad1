import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { timelineEntry } from '#contract/cases';
import { usePick } from '../../i18n/language.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { CopyButton } from './copy-button.tsx';
import { isDelayed, isHistory, timelineFacts } from './timeline-facts.ts';
import { useFactText } from './use-fact-text.ts';

type Entry = z.infer<typeof timelineEntry>;
const firstShown = 60;

/** The records of a case or a correction in order of time, each with who, what and its digest. */
export function EventTimeline({ entries, label }: { entries: Entry[]; label: string }) {
  const { t } = useTranslation('workbench');
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.slice(0, firstShown);
  const history = isHistory(entries);
  if (entries.length === 0) return <p className="wb-quiet">{t('timeline.none')}</p>;
  return (
    <>
      {history && <p className="wb-quiet wb-timeline-note">{t('timeline.history')}</p>}
      <ol className="wb-timeline" aria-label={label}>
        {shown.map((entry) => (
          <TimelineItem key={entry.seq} entry={entry} tellDelay={!history} />
        ))}
      </ol>
      {shown.length < entries.length && (
        <Button onClick={() => setAll(true)}>{t('timeline.all', { count: entries.length })}</Button>
      )}
    </>
  );
}

/**
 * Leads to the first record of a step; false when there is none in sight.
 * @param doneAt when the step was first done: its record may be of another kind, such as the acceptance
 */
export function showStep(step: string, doneAt: string | undefined): boolean {
  const places = [
    `[data-step="${CSS.escape(step)}"]`,
    ...(doneAt ? [`[data-at="${CSS.escape(doneAt)}"]`] : []),
  ];
  const item = places
    .map((place) => document.querySelector<HTMLElement>(`.wb-timeline > ${place}`))
    .find((found) => found !== null);
  item?.scrollIntoView({ block: 'center' });
  item?.focus();
  return item !== undefined;
}

function TimelineItem({ entry, tellDelay }: { entry: Entry; tellDelay: boolean }) {
  const { t } = useTranslation('workbench');
  const pick = usePick();
  const textOf = useFactText();
  const facts = timelineFacts(entry.data, entry.type);
  const step = entry.stepName && pick(entry.stepName);
  return (
    <li data-step={entry.step ?? undefined} data-at={entry.occurredAt} tabIndex={-1}>
      <div className="wb-timeline-head">
        <TimeText at={entry.occurredAt} />
        <strong>{step ?? pick(entry.title)}</strong>
        {step && step !== pick(entry.title) && <span className="wb-quiet">{pick(entry.title)}</span>}
        {entry.actor && (
          <span>
            {entry.actor}
            {entry.post && (
              <span className="wb-quiet"> · {entry.postName ? pick(entry.postName) : entry.post}</span>
            )}
          </span>
        )}
      </div>
      {facts.length > 0 && (
        <dl className="wb-timeline-facts">
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt>{t(`eventFields.${fact.name}`, { defaultValue: fact.name })}</dt>
              <dd>{textOf(fact, entry.contentNames)}</dd>
            </div>
          ))}
        </dl>
      )}
      {tellDelay && isDelayed(entry) && (
        <p className="wb-quiet">
          {t('timeline.delayed')} <TimeText at={entry.recordedAt} />
        </p>
      )}
      <RecordDetails entry={entry} />
    </li>
  );
}

/** The record itself: its number, source, times, digest, and all of its data. */
function RecordDetails({ entry }: { entry: Entry }) {
  const { t } = useTranslation('workbench');
  return (
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
      {Object.keys(entry.data).length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre className="wb-json" tabIndex={0}>
          {JSON.stringify(entry.data, null, 2)}
        </pre>
      )}
    </details>
  );
}
