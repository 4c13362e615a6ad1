import { timingSafeEqual } from 'node:crypto';
import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import { secretHash } from '#spine/identity/secret-hash';
import type { Spine } from '#spine/spine';

/** What a token says: which viewing it is, of which camera, by which account, and until when. */
export interface StreamToken {
  viewing: string;
  camera: string;
  account: number;
  /** Milliseconds since 1970. */
  endsAt: Instant;
}

type Keys = Pick<Spine, 'keys'>;

const signed = (key: Buffer, text: string): string => secretHash(key, 'viewing', text).toString('base64url');

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Whether one of the session keys, the present one or one that is being retired, gives this. */
const isOfKeys = ({ keys }: Keys, given: string, make: (key: Buffer) => string): boolean =>
  [keys.session.current, ...keys.session.previous].some((key) => same(given, make(key)));

/** A token that lets one account have one camera's stream until the viewing ends. */
export function makeToken({ keys }: Keys, { viewing, camera, account, endsAt }: StreamToken): string {
  const text = Buffer.from(JSON.stringify([viewing, camera, account, endsAt])).toString('base64url');
  return `${text}.${signed(keys.session.current, text)}`;
}

const unread = () =>
  new Refusal('not-found', { field: 'token', expected: 'a viewing of yours that has not ended' });

/** Refusal: not-found, for a token that is none, is another account's, or has ended. */
export function readToken(spine: Keys & Pick<Spine, 'now'>, token: string, account: number): StreamToken {
  const [text = '', mac = ''] = token.split('.');
  if (!isOfKeys(spine, mac, (key) => signed(key, text))) throw unread();
  const [viewing, camera, owner, endsAt] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [
    string,
    string,
    number,
    number,
  ];
  if (owner !== account || endsAt <= spine.now()) throw unread();
  return { viewing, camera, account, endsAt };
}

const partMac = (key: Buffer, viewing: string, uri: string): string =>
  secretHash(key, 'stream-part', viewing, uri).subarray(0, 16).toString('base64url');

/** How a playlist names a part: its address with a proof that this viewing's playlist named it. */
export const partReference = ({ keys }: Keys, { viewing }: StreamToken, uri: string): string =>
  `${Buffer.from(uri).toString('base64url')}.${partMac(keys.session.current, viewing, uri)}`;

/** The address that a reference stands for. Refusal: not-found, for what no playlist of this viewing named. */
export function readPart(spine: Keys, { viewing }: StreamToken, reference: string): string {
  const [text = '', mac = ''] = reference.split('.');
  const uri = Buffer.from(text, 'base64url').toString();
  if (isOfKeys(spine, mac, (key) => partMac(key, viewing, uri))) return uri;
  throw new Refusal('not-found', { field: 'part', expected: 'a part that the playlist names' });
}
