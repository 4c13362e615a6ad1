import { type DeviceFolder, type Memory, publicOf, signed, type Waiting } from './memory.ts';

/** What the server refuses, by its code (`application/problem+json`). */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, text: string) {
    super(text);
    this.code = code;
  }
}

async function read<T>(response: Response): Promise<T> {
  const body = (await response.json().catch(() => ({}))) as T & {
    code?: string;
    title?: string;
    detail?: string;
    expected?: string;
  };
  if (response.ok) return body;
  const { code = `http-${response.status}`, title = response.statusText, detail, expected } = body;
  throw new Refused(code, [code, title, expected, detail].filter(Boolean).join(': '));
}

const post = (url: string, body?: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

const pathOf = (memory: Memory): string => `${memory.server}/api/powers/seals/devices/${publicOf(memory).id}`;

/** A message on a fresh challenge, signed. */
async function message(memory: Memory, kind: string, more: object = {}) {
  const given = await read<{ challenge: string }>(await post(`${pathOf(memory)}/challenges`));
  const said = {
    kind,
    device: publicOf(memory).id,
    challenge: given.challenge,
    at: new Date().toISOString(),
    ...more,
  };
  return { message: said, signature: signed(memory, said) };
}

export const sendRelease = async (memory: Memory, code: string) =>
  read<NonNullable<Memory['release']>>(
    await post(`${pathOf(memory)}/releases`, await message(memory, 'release', { code })),
  );

export const sendHeartbeat = async (memory: Memory, waiting: number, battery: number) =>
  read<{ now: string }>(
    await post(
      `${pathOf(memory)}/heartbeats`,
      await message(memory, 'heartbeat', {
        position: memory.position,
        battery,
        waiting,
        counter: memory.counter,
      }),
    ),
  );

async function sendPicture(memory: Memory, name: string, content: Buffer): Promise<string> {
  const proof = Buffer.from(JSON.stringify(await message(memory, 'upload'))).toString('base64url');
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content)], { type: 'image/png' }), name);
  const response = await fetch(`${memory.server}/api/attachments`, {
    method: 'POST',
    headers: { 'x-seal-device': proof },
    body: form,
  });
  return (await read<{ id: string }>(response)).id;
}

/** Hands in what waits, in order; returns what became of each. Stops at the first that is refused. */
export async function handIn(folder: DeviceFolder): Promise<string[]> {
  const memory = folder.read();
  const told: string[] = [];
  for (const waiting of folder.waiting()) {
    told.push(await sendRecord(memory, folder, waiting));
    folder.forget(waiting);
  }
  return told;
}

async function sendRecord(memory: Memory, folder: DeviceFolder, waiting: Waiting): Promise<string> {
  const { record, signature, pictures } = waiting;
  const photos = [];
  for (const name of pictures) photos.push(await sendPicture(memory, name, folder.picture(name)));
  try {
    const answer = await read<{ case: string; requested: boolean; late: boolean }>(
      await post(`${pathOf(memory)}/records`, { record, signature, photos }),
    );
    const marks = `${answer.late ? ', late' : ''}${answer.requested ? '' : ', without a request'}`;
    return `${record.counter}: recorded in ${answer.case}${marks}`;
  } catch (error) {
    // The answer to an earlier try was lost; the server has it.
    if (error instanceof Refused && error.code === 'device-replayed')
      return `${record.counter}: known already`;
    throw error;
  }
}
