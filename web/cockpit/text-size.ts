import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** The wall's text grows with its width: 16 pixels at 1920, never under 13, as its style sheet has it. */
export const textSize = (width: number): number => Math.round(Math.min(40, Math.max(13, width / 120)));

/** The text size of the wall in pixels, for what is drawn on a canvas. */
export function useTextSize(): number {
  return useSyncExternalStore(subscribe, () => textSize(window.innerWidth));
}
