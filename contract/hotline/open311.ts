import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { bilingual, regionCode } from '#contract/text';

/**
 * Open311 GeoReport v2 (https://wiki.open311.org/GeoReport_v2/), field by field as the specification has it, in JSON. The same in
 * XML, where every list stands in an element of its own (Spark convention).
 */
export const georeportService = z.object({
  service_code: z.string(),
  service_name: z.string(),
  description: z.string(),
  /** Whether there is a definition with attributes. */
  metadata: z.boolean(),
  type: z.enum(['realtime', 'batch', 'blackbox']),
  /** Separated by commas. */
  keywords: z.string(),
  group: z.string(),
});
export type GeoReportService = z.infer<typeof georeportService>;

export const georeportDefinition = z.object({
  service_code: z.string(),
  attributes: z.array(
    z.object({
      variable: z.boolean(),
      code: z.string(),
      datatype: z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
      required: z.boolean(),
      datatype_description: z.string().nullable(),
      order: z.number().int().min(1),
      description: z.string(),
      values: z.array(z.object({ key: z.string(), name: z.string() })),
    }),
  ),
});
export type GeoReportDefinition = z.infer<typeof georeportDefinition>;

/** What a call with `extensions=true` gets besides: no part of the specification, in the form that others use for it. */
const extension = {
  extended_attributes: z
    .object({
      /** When it was closed; null while it is open. */
      closed_datetime: z.string().nullable(),
      /** The state as it is here, finer than open and closed. */
      state: z.string(),
      state_name: z.string(),
    })
    .optional(),
  /** The history of the state, oldest first. */
  notes: z.array(z.object({ datetime: z.string(), description: z.string(), type: z.string() })).optional(),
};

export const georeportRequest = z.object({
  service_request_id: z.string(),
  status: z.enum(['open', 'closed']),
  status_notes: z.string().nullable(),
  service_name: z.string(),
  service_code: z.string(),
  description: z.string().nullable(),
  agency_responsible: z.string().nullable(),
  service_notice: z.string().nullable(),
  requested_datetime: z.string(),
  updated_datetime: z.string(),
  expected_datetime: z.string().nullable(),
  address: z.string().nullable(),
  address_id: z.string().nullable(),
  zipcode: z.string().nullable(),
  lat: z.number().nullable(),
  long: z.number().nullable(),
  media_url: z.string().nullable(),
  ...extension,
});
export type GeoReportRequest = z.infer<typeof georeportRequest>;

const created = z.array(
  z.object({
    service_request_id: z.string(),
    service_notice: z.string().nullable(),
    account_id: z.string().nullable(),
  }),
);
const fromToken = z.array(z.object({ service_request_id: z.string(), token: z.string() }));

export const discovery = z.object({
  changeset: z.string(),
  contact: z.string(),
  key_service: z.string(),
  endpoints: z.array(
    z.object({
      specification: z.string(),
      url: z.string(),
      changeset: z.string(),
      type: z.enum(['production', 'test']),
      formats: z.array(z.string()),
    }),
  ),
});
export type Discovery = z.infer<typeof discovery>;

export const georeportPath = '/api/hotline/open311/v2';
/** Names end in `.json` or `.xml`; a file, since codes have dots of their own. */
const file = z.object({ file: z.string().max(200) });
const open = { face: 'public', access: 'everybody' } as const;

/** A registered program that may send requests (应用接入). Its key is kept as a hash and shown once. */
const client = z.object({
  id: z.number().int(),
  name: bilingual,
  contact: z.string(),
  region: regionCode,
  /** The first characters of its key, to tell keys apart. */
  keyBegins: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  revokedAt: z.iso.datetime().nullable(),
  /** Requests that came through it. */
  requests: z.number().int(),
  demonstration: z.boolean(),
});
export type Open311Client = z.infer<typeof client>;

export const newClient = z.object({
  name: bilingual,
  /** Whom to write to; an office, not a person. */
  contact: z.string().trim().min(3).max(200),
  /** Where its requests lie if neither point nor address says so. */
  region: regionCode,
});

export const open311Api = {
  discovery: endpoint({
    method: 'GET',
    path: `${georeportPath}/:file`,
    summary:
      'Open311: discovery.json|xml, services.json|xml, requests.json|xml with the arguments of GeoReport v2',
    ...open,
    params: file,
    response: z.union([discovery, z.array(georeportService), z.array(georeportRequest)]),
  }),
  definition: endpoint({
    method: 'GET',
    path: `${georeportPath}/services/:file`,
    summary: 'Open311: the definition of a service, {service_code}.json|xml',
    ...open,
    params: file,
    response: georeportDefinition,
  }),
  create: endpoint({
    method: 'POST',
    path: `${georeportPath}/:file`,
    summary: 'Open311: send a service request to requests.json|xml, with an api_key',
    ...open,
    params: file,
    bodies: {
      'application/x-www-form-urlencoded': z.object({
        api_key: z.string(),
        service_code: z.string(),
        lat: z.string().optional(),
        long: z.string().optional(),
        address_string: z.string().optional(),
        description: z.string().optional(),
      }),
    },
    response: created,
  }),
  request: endpoint({
    method: 'GET',
    path: `${georeportPath}/requests/:file`,
    summary: 'Open311: one service request, {service_request_id}.json|xml',
    ...open,
    params: file,
    response: z.array(georeportRequest),
  }),
  token: endpoint({
    method: 'GET',
    path: `${georeportPath}/tokens/:file`,
    summary: 'Open311: the id of a service request from its token, {token}.json|xml',
    ...open,
    params: file,
    response: fromToken,
  }),
  listClients: endpoint({
    method: 'GET',
    path: '/api/hotline/open311/clients',
    summary: 'Programs that may send requests by Open311',
    face: 'workbench',
    access: 'sources.manage',
    response: z.array(client),
  }),
  addClient: endpoint({
    method: 'POST',
    path: '/api/hotline/open311/clients',
    summary: 'Register a program; its key is shown once',
    face: 'workbench',
    access: 'sources.manage',
    body: newClient,
    response: client.extend({ key: z.string() }),
  }),
  revokeClient: endpoint({
    method: 'POST',
    path: '/api/hotline/open311/clients/:id/revocation',
    summary: 'A key is good no more',
    face: 'workbench',
    access: 'sources.manage',
    params: z.object({ id: z.coerce.number().int() }),
    response: client,
  }),
};
