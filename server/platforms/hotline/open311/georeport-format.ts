import type { FastifyReply } from 'fastify';
import { create } from 'xmlbuilder2';
import { writableInXml } from '#base/xml-text';
import { GeoReportError } from './georeport-error.ts';

export type Format = 'json' | 'xml';

/** Names of the elements that hold one entry of each list (Spark convention). */
const entryNames: Record<string, string> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  notes: 'note',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
};

/** `requests.xml` as `requests` and `xml`. The format is the last part, since codes have dots. @throws GeoReportError 404 */
export function splitFile(file: string): { name: string; format: Format } {
  const match = /^(.+)\.(json|xml)$/.exec(file);
  if (!match) throw new GeoReportError(404, `${file} is no resource here: names end in .json or .xml`);
  return { name: match[1]!, format: match[2] as Format };
}

type Node = ReturnType<typeof create>;

function write(parent: Node, name: string, value: unknown): void {
  const node = parent.ele(name);
  if (Array.isArray(value)) {
    const entry = entryNames[name];
    if (!entry) throw new Error(`no name for an entry of ${name}`);
    for (const one of value) write(node, entry, one);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) if (inner !== undefined) write(node, key, inner);
  } else if (value !== null && value !== undefined && value !== '') {
    node.txt(writableInXml(String(value)));
  }
}

/** A value as XML without a namespace, lists in an element of their own. */
export function toXml(root: string, value: unknown): string {
  const document = create({ version: '1.0', encoding: 'utf-8' });
  write(document, root, value);
  return document.end({ prettyPrint: true });
}

/** Answers in the format that was asked for, with the headers of the specification. */
export function answer(
  reply: FastifyReply,
  format: Format,
  root: string,
  value: unknown,
  status = 200,
): FastifyReply {
  const text = format === 'json' ? JSON.stringify(value) : toXml(root, value);
  const type = format === 'json' ? 'application/json' : 'text/xml';
  return reply.code(status).type(`${type}; charset=utf-8`).send(text);
}
