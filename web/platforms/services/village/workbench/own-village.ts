import { useMe } from '../../../../session/session.ts';

/** Code of the organ whose village clerk somebody is; undefined for everybody else. */
export function useOwnVillage(): string | undefined {
  const me = useMe();
  return me?.grants.find(({ role, organ }) => role === 'village-clerk' && organ)?.organ?.code;
}
