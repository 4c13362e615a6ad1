// node --import @oxc-node/core/register tools/seal-device.ts COMMAND: a sealing device as a program, for trying out and for
// tests. It speaks HTTP as docs/seal-devices.md says and shares no code with the server.
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { DeviceFolder, publicOf, sha256Of, signed } from './seal-device/memory.ts';
import { drawnPicture } from './seal-device/picture.ts';
import { handIn, Refused, sendHeartbeat, sendRelease } from './seal-device/server.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

interface Place {
  latitude: number;
  longitude: number;
}

function placeOf(text: string): Place {
  const [latitude = Number.NaN, longitude = Number.NaN] = text.split(',').map(Number);
  if (Number.isFinite(latitude) && Number.isFinite(longitude)) return { latitude, longitude };
  throw new InvalidArgumentError('latitude and longitude, such as 36.66,117.03');
}
function countOf(text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError('a whole number from 1 on');
}

interface StampOptions {
  impressions: number;
  photo: string[];
  blank?: boolean;
  pages?: number;
  at?: string;
  position?: Place;
  offline?: boolean;
  request?: string | false;
}

/** Signs a record under the next counter and keeps it; nothing is sent. */
function stamp(folder: DeviceFolder, options: StampOptions): number {
  const memory = folder.read();
  memory.counter += 1;
  // First of all, so that a counter is never used twice.
  folder.keep(memory);
  const chosen: Buffer[] = options.photo.map((file) => readFileSync(file));
  const pictures = chosen.length > 0 ? chosen : [drawnPicture(memory.counter)];
  const { request = memory.release?.request ?? null } = options;
  const record = {
    kind: 'stamping',
    device: publicOf(memory).id,
    counter: memory.counter,
    at: options.at ?? new Date().toISOString(),
    request: request === false ? null : request,
    impressions: options.impressions,
    paper: options.blank ? 'blank' : 'printed',
    position: options.position ?? memory.position,
    document: options.pages === undefined ? null : { pages: options.pages },
    photos: pictures.map(sha256Of),
    offline: options.offline ?? false,
  };
  folder.wait({ record, signature: signed(memory, record) }, pictures);
  return memory.counter;
}

async function sync(folder: DeviceFolder): Promise<void> {
  const told = await handIn(folder);
  for (const line of told) say(line);
  if (told.length === 0) say('nothing waits to be handed in');
}

const program = new Command('seal-device')
  .description('A sealing device as a program (docs/seal-devices.md)')
  .option('-f, --folder <path>', 'where the device keeps its keys and records', 'seal-device');
const here = (): DeviceFolder => new DeviceFolder(program.opts<{ folder: string }>().folder);
const gather = (file: string, before: string[]): string[] => [...before, file];

program
  .command('enrol')
  .description('make keys; the public key is pasted into the register of the seal')
  .requiredOption('-s, --server <url>', 'address of the installation')
  .option('-p, --position <lat,lon>', 'where the device stands', placeOf)
  .action(({ server, position = null }: { server: string; position?: Place | null }) => {
    const { id, pem } = publicOf(here().create(server.replace(/\/$/, ''), position));
    say(`device ${id}\n${pem.trim()}`);
  });
program
  .command('release <code>')
  .description('hand in the one-time code of eight digits')
  .action(async (code: string) => {
    const folder = here();
    const memory = folder.read();
    memory.release = await sendRelease(memory, code);
    folder.keep(memory);
    const { request, document, impressions, until } = memory.release;
    say(`released for ${request} (${document}): ${impressions} impressions until ${until}`);
  });
program
  .command('stamp')
  .description('stamp, sign the record, and hand it in')
  .option('-n, --impressions <n>', 'how many impressions', countOf, 1)
  .option('--photo <file>', 'a picture, PNG or JPEG, several times if need be; else one is drawn', gather, [])
  .option('--blank', 'the sensor finds the paper blank')
  .option('--pages <n>', 'pages that the device reads of the paper', countOf)
  .option('--position <lat,lon>', 'where it stamps; else where it stands', placeOf)
  .option('--at <time>', 'by the clock of the device, RFC 3339; else now')
  .option('--request <id>', 'another request than the one that was released')
  .option('--no-request', 'without any request')
  .option('--offline', 'there is no connection: the record waits for `sync`')
  .action(
    async ({
      request: named,
      ...options
    }: Omit<StampOptions, 'request'> & { request?: string | boolean }) => {
      const folder = here();
      const request = named === true ? undefined : named;
      const counter = stamp(folder, { ...options, request });
      if (options.offline) say(`${counter}: waits to be handed in`);
      else await sync(folder);
    },
  );
program
  .command('sync')
  .description('hand in the records that wait')
  .action(() => sync(here()));
program
  .command('heartbeat')
  .description('say that the device is there')
  .option('--battery <percent>', 'charge', Number, 100)
  .action(async ({ battery }: { battery: number }) => {
    const folder = here();
    const { now } = await sendHeartbeat(folder.read(), folder.waiting().length, battery);
    say(`heard at ${now}`);
  });
program
  .command('status')
  .description('what the device remembers')
  .action(() => {
    const folder = here();
    const memory = folder.read();
    const { privateKey: _, ...shown } = memory;
    const waiting = folder.waiting().map(({ record }) => record.counter);
    say(JSON.stringify({ device: publicOf(memory).id, ...shown, waiting }, null, 2));
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Refused ? 2 : 1;
}
