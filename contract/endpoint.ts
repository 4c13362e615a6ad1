import { z } from 'zod';
import type { Access, Permission } from '#contract/permissions';

/** One endpoint of the interface: server and web take path, input and output from here alone. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:name` for parameters. */
  path: string;
  /** One sentence, for the published description of the interface. */
  summary: string;
  /** Whom it is made for: everybody, officials (the workbench), or a registered source with its token. */
  face: 'public' | 'workbench' | 'source';
  /** Who may call it. Of several permissions one is enough to come in; which it must be is decided on the record. */
  access: Access | readonly [Permission, ...Permission[]];
  params?: Params;
  query?: Query;
  body?: Body;
  /** Bodies that the handler reads and checks by itself, by media type; here for the published description. */
  bodies?: Record<string, z.ZodType>;
  response: Response;
}

/** Keeps the exact types of an endpoint's schemas. */
export function endpoint<
  Response extends z.ZodType,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(definition: Endpoint<Params, Query, Body, Response>): Endpoint<Params, Query, Body, Response> {
  return definition;
}

/** Paging as every list takes it. */
export const paging = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(20),
};

/** One page of a list with the count of all rows. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({
    rows: z.array(row),
    total: z.number().int(),
    page: z.number().int(),
    pageSize: z.number().int(),
  });

/** A list of values in an address: `?level=red&level=yellow` or `?level=red,yellow`; one that is named twice counts once. */
export const many = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => {
    const values = typeof value === 'string' ? value.split(',').filter(Boolean) : value;
    return Array.isArray(values) ? [...new Set(values)] : values;
  }, z.array(one).optional());
