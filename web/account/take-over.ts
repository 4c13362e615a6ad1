import { identityApi, type Me } from '#contract/identity';
import { refresh } from '../api.ts';
import { rememberMe } from '../session/session.ts';

/** Takes over who one is after a change of the own factors; the list of sessions shows their strength. */
export function useTakeOver(): (me: Me) => void {
  return (me) => {
    rememberMe(me);
    void refresh(identityApi.listSessions);
  };
}
