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
/** What is shown: it changes with the event of the system, and never between a change and its event. */
let mode: Mode;

function apply(): void {
  mode = appearance === 'system' ? (system.matches ? 'dark' : 'light') : appearance;
  document.documentElement.dataset.theme = mode;
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
  return {
    appearance: useSyncExternalStore(subscribe, () => appearance),
    mode: useSyncExternalStore(subscribe, () => mode),
  };
}
