import { useSyncExternalStore } from 'react';
import type { Mode } from './theme.ts';

export type Appearance = Mode | 'system';
const memory = 'mingjing.appearance';
const listeners = new Set<() => void>();
const system = window.matchMedia('(prefers-color-scheme: dark)');

function stored(): Appearance {
  const value = localStorage.getItem(memory);
  return value === 'light' || value === 'dark' ? value : 'system';
}
let appearance = stored();

const currentMode = (): Mode => (appearance === 'system' ? (system.matches ? 'dark' : 'light') : appearance);

function apply(): void {
  document.documentElement.dataset.theme = currentMode();
  for (const listener of listeners) listener();
}
system.addEventListener('change', apply);
apply();

/** Chooses light, dark or what the system says, and remembers it. */
export function setAppearance(value: Appearance): void {
  appearance = value;
  localStorage.setItem(memory, value);
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');
const subscribeMotion = (listener: () => void) => {
  reducedMotion.addEventListener('change', listener);
  return () => reducedMotion.removeEventListener('change', listener);
};

/** Whether things may move; the system may ask for less. */
export const useMotion = (): boolean => !useSyncExternalStore(subscribeMotion, () => reducedMotion.matches);

/** What was chosen and the mode that follows from it. */
export function useAppearance(): { appearance: Appearance; mode: Mode } {
  const mode = useSyncExternalStore(subscribe, currentMode);
  const chosen = useSyncExternalStore(subscribe, () => appearance);
  return { appearance: chosen, mode };
}
