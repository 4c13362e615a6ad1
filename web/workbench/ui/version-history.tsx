import type { ReactNode } from 'react';
import { TimeText } from '../../ui/time-text.tsx';

interface Version {
  version: number;
  actor: string;
  at: string;
  /** Names of the parts that this version changed. */
  changed: readonly string[];
}

interface Props<Row extends Version> {
  title: string;
  versions: readonly Row[];
  words: { first: string; same: string; comma: string; part: (name: string) => string };
  /** What else is said of a version. */
  more?: (version: Row) => ReactNode;
}

/** Who changed what, and when, the newest first. */
export function VersionHistory<Row extends Version>({ title, versions, words, more }: Props<Row>) {
  const changes = ({ version, changed }: Row) => {
    if (version === 1) return words.first;
    return changed.length === 0 ? words.same : changed.map(words.part).join(words.comma);
  };
  return (
    <section aria-labelledby="history-title">
      <h3 className="wb-h3" id="history-title">
        {title}
      </h3>
      <ol reversed>
        {versions.map((one) => (
          <li key={one.version} value={one.version}>
            <TimeText at={one.at} /> {one.actor} {changes(one)}
            {more?.(one)}
          </li>
        ))}
      </ol>
    </section>
  );
}
