import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { LegalBasis } from '#contract/catalogue';
import type { explanationLine } from '#contract/explanation';
import { usePick } from '../i18n/language.ts';
import { BasisList } from './basis-list.tsx';
import styles from './clock-explanation.module.css';

type Line = Pick<z.infer<typeof explanationLine>, 'kind' | 'date' | 'text'>;

/** How a due time follows, line by line: start, budget, every skipped day, pauses, the result. */
export function ClockExplanation({ lines, basis }: { lines: Line[]; basis?: LegalBasis[] }) {
  const { t } = useTranslation();
  const pick = usePick();
  if (lines.length === 0) return <p>{t('clock.noExplanation')}</p>;
  return (
    <section aria-label={t('clock.explanation')}>
      <ol className={styles.lines}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one derivation never move
          <li key={index} data-kind={line.kind}>
            {line.date ? <time dateTime={line.date}>{line.date.slice(0, 10)}</time> : <span />}
            <span className={line.kind === 'due' ? styles.strong : undefined}>{pick(line.text)}</span>
          </li>
        ))}
      </ol>
      {basis && basis.length > 0 && <BasisList basis={basis} />}
    </section>
  );
}
