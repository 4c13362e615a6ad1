import { useState } from 'react';

const memory = 'mingjing.guide.region';

/** The place that somebody looks from, kept in the browser from one visit to the next. */
export function useKeptRegion(): [region: string | undefined, keep: (region: string | undefined) => void] {
  const [region, setRegion] = useState(() => {
    const kept = localStorage.getItem(memory);
    return kept && /^\d{12}$/.test(kept) ? kept : undefined;
  });
  const keep = (next: string | undefined) => {
    if (next) localStorage.setItem(memory, next);
    else localStorage.removeItem(memory);
    setRegion(next);
  };
  return [region, keep];
}
