import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { FastifySchema } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { Endpoint } from '#contract/endpoint';
import { refusals } from '#contract/problem';
import { version } from '#base/version';
import { shapeNames } from './openapi-names.ts';

type Transform = NonNullable<FastifyDynamicSwaggerOptions['transform']>;
type TransformObject = NonNullable<FastifyDynamicSwaggerOptions['transformObject']>;
type Document = Exclude<Parameters<TransformObject>[0], { swaggerObject: unknown }>['openapiObject'];

const faces: Record<Endpoint['face'], string> = {
  public: 'Open to everybody.',
  workbench: 'For officials who have signed in, each as far as their rights reach.',
  source: 'For registered sources, with the token that was shown when the source was registered.',
};

const named = { schemaRegistry: shapeNames };
const toJsonSchema = createJsonSchemaTransform(named);
const addNamedShapes = createJsonSchemaTransformObject(named);

/** Who may call it, as `x-access` (of several permissions one is enough to come in), and what proves who calls. */
function describeAccess(access: Endpoint['access'] | undefined): FastifySchema {
  if (access === undefined) return {};
  const proof = access === 'source' ? 'sourceToken' : 'session';
  const security: FastifySchema['security'] = access === 'everybody' ? [] : [{ [proof]: [] }];
  const extension = { 'x-access': access };
  return { security, ...extension };
}

/** A route's schemas as JSON Schema; bodies that a handler reads by itself are told by the endpoint (`bodies`). */
const describeRoute: Transform = (given) => {
  const described = toJsonSchema(given);
  const { bodies, access } = given.route.config ?? {};
  const schema = { ...described.schema, ...describeAccess(access) };
  if (!bodies) return { ...described, schema };
  const content = Object.entries(bodies).map(([type, body]) => [
    type,
    { schema: toJsonSchema({ ...given, schema: { body } }).schema.body },
  ]);
  return { ...described, schema: { ...schema, body: { content: Object.fromEntries(content) } } };
};

const refused = {
  description: `A refusal (RFC 9457). \`code\` names the reason: ${Object.entries(refusals)
    .map(([code, { status }]) => `${code} (${status})`)
    .join(', ')}.`,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** What proves who calls. */
const securitySchemes: NonNullable<Document['components']>['securitySchemes'] = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'mingjing',
    description:
      'The session of whoever has signed in (over https `__Host-mingjing`); `x-access` names the permission that it must hold',
  },
  sourceToken: { type: 'http', scheme: 'bearer', description: 'Token of a registered source' },
};

/** What holds of every endpoint alike: how it refuses. */
const describeAll: TransformObject = (given) => {
  const document = addNamedShapes(given) as Document;
  for (const path of Object.values(document.paths ?? {}))
    for (const operation of Object.values(path ?? {})) {
      if (typeof operation !== 'object' || !('responses' in operation)) continue;
      operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Refused' } };
    }
  document.components = {
    ...document.components,
    responses: { Refused: refused },
  };
  return document;
};

/** How the interface is described in OpenAPI 3.1 (`docs/openapi.json`). */
export const openapiOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Mingjing 明镜',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: { securitySchemes },
    tags: Object.entries(faces).map(([name, description]) => ({ name, description })),
  },
  transform: describeRoute,
  transformObject: describeAll,
};
