import { decode } from './decode.ts';
import type { ReadLimits } from './limits.ts';
import { ReadStop } from './problem.ts';
import { SaxFeed } from './sax-feed.ts';
import type { ZipParts } from './zip-parts.ts';

/** Takes the elements of one XML part of a workbook, by their names without namespace prefix. */
export interface PartHandler {
  open(name: string, attributes: Record<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Reads a part from beginning to end, giving way after every piece so that a caller can take what has gathered. */
export async function* readPart(
  zip: ZipParts,
  name: string,
  handler: PartHandler,
  limits: ReadLimits,
): AsyncGenerator<void> {
  if (!zip.has(name)) return;
  const feed = new SaxFeed(
    {
      open: (tag) => handler.open(localName(tag.name), tag.attributes),
      close: (tag) => handler.close?.(localName(tag)),
      text: (text) => handler.text?.(text),
    },
    limits,
  );
  const onInvalid = () => {
    throw new ReadStop('encoding-invalid', 'UTF-8 in the parts of the workbook');
  };
  for await (const piece of decode(zip.bytes(name), { encoding: 'utf-8', onInvalid })) {
    feed.write(piece);
    yield;
  }
  feed.close();
}

export async function readWholePart(...part: Parameters<typeof readPart>): Promise<void> {
  for await (const _ of readPart(...part));
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
