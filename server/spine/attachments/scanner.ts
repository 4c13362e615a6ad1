import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import NodeClam from 'clamscan';
import type { ScannerSettings } from '#base/config';
import { Refusal } from '#base/errors';
import type { Say } from '#base/log';

/** Looks through files for malware. */
export interface Scanner {
  /**
   * Says whether a file of this machine was looked through. Refusals: file-infected, naming what was found;
   * not-ready, where there is a scanner and it gives no answer: nothing passes it unseen.
   */
  scan(file: string): Promise<'clean' | 'not-scanned'>;
}

/** Where no scanner is: files are kept and shown as not scanned. */
export const notScanning: Scanner = { scan: async () => 'not-scanned' };

/** Where clamd listens on Debian, Fedora, and by its own default. */
const knownSockets = ['/run/clamav/clamd.ctl', '/run/clamd.scan/clamd.sock', '/tmp/clamd.socket'];

/** How long clamd may take for one file. */
const patienceMs = 60_000;

/**
 * Finds ClamAV's daemon: where the settings say, or at one of its usual sockets.
 * @param settings false: none is wanted; undefined: look for one
 */
export async function findScanner(settings: ScannerSettings | false | undefined, say: Say): Promise<Scanner> {
  if (settings === false) return notScanning;
  // Whoever names one wants everything scanned, also when it does not answer at this moment.
  if (settings) return clamd(settings);
  for (const socket of knownSockets) {
    const found = await access(socket).then(
      () => connect({ socket }),
      () => null,
    );
    if (!found) continue;
    say(`Uploads are scanned by the ClamAV that answers at ${socket}.`);
    return clamd({ socket });
  }
  return notScanning;
}

const connect = (place: ScannerSettings): Promise<NodeClam | null> =>
  new NodeClam()
    .init({
      preference: 'clamdscan',
      clamscan: { active: false },
      clamdscan: { ...place, timeout: patienceMs, localFallback: false, path: null },
    })
    .catch(() => null);

function clamd(place: ScannerSettings): Scanner {
  return {
    async scan(file) {
      const daemon = await connect(place);
      // The content is sent: the daemon may stand on another machine, or not be allowed to read our files.
      const answer = await daemon?.scanStream(createReadStream(file)).catch(() => null);
      if (answer?.isInfected === true)
        throw new Refusal('file-infected', { field: 'file', detail: answer.viruses.join(', ') });
      if (answer?.isInfected !== false)
        throw new Refusal('not-ready', {
          detail: 'The scanner for malware gives no answer.',
          retryAfter: 30,
        });
      return 'clean';
    },
  };
}
