import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '#contract/endpoint';
import { caseEvents } from '#contract/events';
import { importsApi } from '#contract/imports';
import { sourcesApi } from '#contract/sources';
import { describeInterface, textOf } from './openapi.ts';

interface Operation {
  summary: string;
  tags: string[];
  security?: unknown[];
  'x-access'?: Endpoint['access'];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, { content?: Record<string, unknown>; $ref?: string }>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, { oneOf?: { properties: { type: unknown } }[] }>;
    [kind: string]: Record<string, unknown>;
  };
}

/** Every table of endpoints that stands in the contract, wherever it stands. */
async function contractApis(): Promise<Record<string, Endpoint>[]> {
  const folder = path.join(import.meta.dirname, '../contract');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const modules = await Promise.all(
    files.map((name) => import(path.join(folder, name)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) =>
      name.endsWith('Api') ? [value as Record<string, Endpoint>] : [],
    ),
  );
}

const apis = await contractApis();
const endpoints = apis.flatMap((api) => Object.values(api));
const openPath = (path: string) => path.replaceAll(/:(\w+)/g, '{$1}');

let text: string;
let document: Description;
beforeAll(async () => {
  text = textOf(await describeInterface());
  document = JSON.parse(text) as Description;
});
const operationOf = ({ path, method }: Pick<Endpoint, 'path' | 'method'>) =>
  document.paths[openPath(path)]?.[method.toLowerCase()];

describe('the description of the interface', () => {
  it.each(endpoints.map((one) => [`${one.method} ${one.path}`, one] as const))(
    'given the endpoint %s of the contract, then the server has it and says who may call it',
    (_, endpoint) => {
      const operation = operationOf(endpoint);
      expect(operation).toMatchObject({ summary: endpoint.summary, tags: [endpoint.face] });
      expect(operation?.responses.default).toEqual({ $ref: '#/components/responses/Refused' });
      expect(operation?.['x-access']).toEqual(endpoint.access);
      const proof = endpoint.access === 'source' ? 'sourceToken' : 'session';
      expect(operation?.security).toEqual(endpoint.access === 'everybody' ? [] : [{ [proof]: [] }]);
    },
  );

  it('given its paths, then each is an endpoint of the contract, or the live feed', () => {
    const known = new Set(endpoints.map(({ path }) => openPath(path)));
    expect(Object.keys(document.paths).filter((path) => !known.has(path))).toEqual(['/api/live']);
  });

  it('given a reference, then what it refers to stands in the document', () => {
    const references = [...text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    for (const [, kind, name] of references) expect(document.components[kind!]).toHaveProperty(name!);
  });

  it('given bodies and answers that are not plain JSON, then their media types are told', () => {
    expect(Object.keys(operationOf(importsApi.startImport)!.requestBody!.content)).toEqual([
      'multipart/form-data',
    ]);
    expect(Object.keys(operationOf(sourcesApi.postEvents)!.requestBody!.content)).toEqual([
      'application/cloudevents+json',
      'application/cloudevents-batch+json',
    ]);
    const live = operationOf({ path: '/api/live', method: 'GET' })!;
    expect(Object.keys(live.responses['200']!.content!)).toEqual(['text/event-stream']);
  });

  it('given the types of events, then the description of intake tells the data of each', () => {
    const variants = document.components.schemas.CloudEventInput!.oneOf!;
    expect(variants.map(({ properties }) => properties.type)).toEqual(
      Object.keys(caseEvents).map((type) => ({ type: 'string', const: type })),
    );
  });

  it('given the routes twice, then the text is the same', async () => {
    expect(textOf(await describeInterface())).toBe(text);
  });
});
