import { identityApi, type Me } from '#contract/identity';
import { endpointQuery, queryClient, useEndpoint } from '../api.ts';
import { restartStreams } from '../live.ts';
import { listenToRefusals } from './refusal-listener.ts';

const session = endpointQuery(identityApi.getSession, {});
const staleTime = 60_000;

/** Whether signing in is through: nothing more is asked for before pages open. */
export const isIn = (me: Me | null | undefined): me is Me =>
  me?.step === 'done' || me?.step === 'enrol-second-factor';

/** Whoever is signed in, however far; null for nobody, undefined until it is known. */
export function useMe(): Me | null | undefined {
  return useEndpoint(identityApi.getSession, {}, { staleTime }).data?.me;
}

/** Asks who is signed in, before a page opens. */
export async function readMe(): Promise<Me | null> {
  return (await queryClient.fetchQuery({ ...session, staleTime })).me;
}

const remembered = () => queryClient.getQueryData<{ me: Me | null }>(session.queryKey)?.me ?? null;
/** Keeps who is signed in as the server has just said it. */
export const rememberMe = (me: Me | null) => queryClient.setQueryData(session.queryKey, { me });
const others = {
  predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== identityApi.getSession.path,
};
let lastAccount: string | null = null;

/** Whose session ended while a page was open; null when nobody was signed in or they left on purpose. */
export const lastSignedIn = (): string | null => lastAccount;

/**
 * Takes over what a step of signing in answered. Once it is through, all that was read is read again and the live
 * streams begin anew; what another person had read is forgotten first.
 */
export async function enter(me: Me): Promise<void> {
  const former = lastAccount ?? remembered()?.account ?? null;
  rememberMe(me);
  if (!isIn(me)) return;
  lastAccount = me.account;
  restartStreams();
  await (former === me.account ? queryClient.invalidateQueries(others) : queryClient.resetQueries(others));
}

/** Forgets whoever was signed in, with all that they had read. */
export async function leave(): Promise<void> {
  lastAccount = null;
  rememberMe(null);
  restartStreams();
  await queryClient.resetQueries(others);
}

/** A session that ended elsewhere or by time shows at the next call: the page asks to sign in again. */
export function watchSession(): void {
  listenToRefusals(({ code }) => {
    const me = remembered();
    if (code !== 'sign-in-needed' || !isIn(me)) return;
    lastAccount = me.account;
    rememberMe(null);
  });
}
