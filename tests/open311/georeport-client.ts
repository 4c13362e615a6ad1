import { SaxesParser } from 'saxes';

/**
 * A small client of Open311 GeoReport v2, written from the specification (https://wiki.open311.org/GeoReport_v2/) and from
 * nothing of this system: it knows an endpoint's address, the resources and the two formats.
 */
export type Format = 'json' | 'xml';

export interface Element {
  name: string;
  text: string;
  children: Element[];
}

export interface Reply {
  status: number;
  contentType: string;
  /** As JSON has it; XML is brought into the same form by the Spark convention. */
  body: unknown;
}

/** Reads XML into a tree. @throws Error where it is not well-formed */
export function readXml(text: string): Element {
  const root: Element = { name: '', text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    const element = { name, text: '', children: [] };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('text', (part) => {
    open.at(-1)!.text += part;
  });
  parser.on('closetag', () => void open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return root.children[0]!;
}

/** Containers of the specification (⇊ in its tables): always lists, also with one entry and with none. */
const lists = new Set([
  'services',
  'attributes',
  'values',
  'service_requests',
  'endpoints',
  'formats',
  'errors',
  'notes',
]);

/** XML as the Spark convention gives JSON: an empty element is null, and every value a text. */
function spark(element: Element): unknown {
  if (lists.has(element.name)) return element.children.map(spark);
  if (element.children.length === 0) return element.text.trim() === '' ? null : element.text;
  return Object.fromEntries(element.children.map((child) => [child.name, spark(child)]));
}

export class GeoReportClient {
  readonly #endpoint: string;
  readonly #format: Format;

  constructor(endpoint: string, format: Format) {
    this.#endpoint = endpoint;
    this.#format = format;
  }

  get(resource: string, query: Record<string, string> = {}): Promise<Reply> {
    const search = new URLSearchParams(query).toString();
    return this.#ask(`${this.#endpoint}/${resource}.${this.#format}${search && `?${search}`}`);
  }

  /** POST Service Request, as `application/x-www-form-urlencoded`. */
  post(form: Record<string, string>): Promise<Reply> {
    return this.#ask(`${this.#endpoint}/requests.${this.#format}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: new URLSearchParams(form).toString(),
    });
  }

  async #ask(url: string, init?: RequestInit): Promise<Reply> {
    const response = await fetch(url, init);
    const text = await response.text();
    if (this.#format === 'xml' && !text.startsWith('<?xml version="1.0" encoding="utf-8"?>'))
      throw new Error(`no XML declaration with its encoding: ${text.slice(0, 80)}`);
    const body: unknown = this.#format === 'json' ? JSON.parse(text) : spark(readXml(text));
    return { status: response.status, contentType: response.headers.get('content-type') ?? '', body };
  }
}
