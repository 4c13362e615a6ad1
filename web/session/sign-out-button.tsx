import { Button, type ButtonProps } from 'antd';
import { identityApi } from '#contract/identity';
import { useAction } from '../api.ts';
import { leave } from './session.ts';

/** Ends the session, on the server first; where one is afterwards is the page's affair. */
export function SignOutButton({ onLeft, ...props }: ButtonProps & { onLeft?: () => void }) {
  const signOut = useSignOut(onLeft);
  return <Button {...props} loading={signOut.isPending} onClick={() => signOut.mutate({ body: {} })} />;
}

/** Ends the session. A session that is gone already is as well ended. */
export function useSignOut(onLeft?: () => void | Promise<void>) {
  const done = async () => {
    await onLeft?.();
    await leave();
  };
  return useAction(identityApi.signOut, { onDone: () => void done() });
}
