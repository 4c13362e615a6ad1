import type { Keys } from '#base/keys';
import { ed25519Type, formatVerifierKey, rawEd25519 } from '#spine/evidence/signed-note';

/** The public key by which the checkpoints of a log are checked, as people pass it on: `<name>+<id>+<base64>` (C2SP signed-note). */
export const logKey = ({ origin, ed25519 }: Keys['signing']): string =>
  formatVerifierKey(origin, ed25519Type, rawEd25519(ed25519));
