import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { FilledForm } from '#contract/services/application-form';
import { applicationsApi } from '#contract/services/applications';
import { call } from '../../../../api.ts';

type State = { saved: string | null; failed: boolean; saving: boolean };

/** How long typing has to rest before the draft is saved, and how long to wait after it could not be. */
const restMs = 800;
const againMs = 5000;

/**
 * Keeps a draft on the server while somebody types. Its token goes into the address with the first saving, so that a reload
 * finds it again; what could not be saved is tried again, and stays on the page meanwhile.
 */
export function useDraft(item: string, known: string | undefined) {
  const navigate = useNavigate();
  const token = useRef(known);
  const latest = useRef<FilledForm | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef(false);
  const [state, setState] = useState<State>({ saved: null, failed: false, saving: false });
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(save, wait);
  };
  async function save() {
    const values = latest.current;
    if (!values || running.current) return;
    latest.current = null;
    running.current = true;
    setState((before) => ({ ...before, saving: true }));
    try {
      const answer = await call(applicationsApi.saveDraft, { body: { token: token.current, item, values } });
      if (!token.current) {
        token.current = answer.token;
        await navigate({
          to: '.',
          search: { draft: answer.token } as never,
          replace: true,
          resetScroll: false,
        });
      }
      setState({ saved: answer.savedAt, failed: false, saving: false });
    } catch {
      latest.current ??= values;
      setState((before) => ({ ...before, failed: true, saving: false }));
      later(againMs);
    } finally {
      running.current = false;
      if (latest.current) later(restMs);
    }
  }
  return {
    ...state,
    token: () => token.current,
    change: (values: FilledForm) => {
      latest.current = values;
      later(restMs);
    },
    stop: () => {
      latest.current = null;
      clearTimeout(timer.current);
    },
  };
}
