import type { ReactNode } from 'react';

interface Fact {
  label: string;
  value: ReactNode;
  wide?: boolean;
}

/** Labelled facts as a description list; a fact without a value is left out. */
export function Facts({ facts }: { facts: (Fact | false | null | undefined)[] }) {
  return (
    <dl className="wb-facts">
      {facts.map(
        (fact) =>
          fact &&
          fact.value !== null &&
          fact.value !== undefined &&
          fact.value !== '' && (
            <div key={fact.label} className={fact.wide ? 'wb-fact-wide' : undefined}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
