import type { ReactNode } from 'react';
import { countText } from '../../ui/count-link.tsx';

export interface CountTab {
  key: string;
  label: ReactNode;
  /** Undefined while it is being counted; absent where nothing is counted. */
  count?: number | undefined;
}

interface CountTabsProps {
  label: string;
  tabs: CountTab[];
  current: string;
  onChange: (key: string) => void;
}

/** Tabs over a list, each with its count; which one is shown lives in the address. */
export function CountTabs({ label, tabs, current, onChange }: CountTabsProps) {
  return (
    <nav className="wb-count-tabs no-print" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          aria-current={tab.key === current ? 'true' : undefined}
          onClick={() => onChange(tab.key)}
        >
          {tab.label}
          {'count' in tab && (
            <span className="wb-count">{tab.count === undefined ? '–' : countText(tab.count)}</span>
          )}
        </button>
      ))}
    </nav>
  );
}
