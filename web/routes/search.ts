import { z } from 'zod';
import type { AnyEndpoint } from '../api.ts';

type QueryOf<E extends AnyEndpoint> = E extends { query?: infer Q }
  ? NonNullable<Q> extends z.ZodObject
    ? NonNullable<Q>
    : never
  : never;
type SearchOf<S extends z.ZodType> = Partial<z.output<S>>;

/**
 * Reads a list's filter from the address by the contract's own query schema. A value that does not fit is left
 * out (a shared link must not break a page), and so is one that equals its default (a short address).
 */
export function searchBy<S extends z.ZodObject>(schema: S): (search: Record<string, unknown>) => SearchOf<S> {
  const fields = Object.entries(schema.shape) as [string, z.ZodType][];
  const defaults = fields.map(([name, field]) => [name, field.safeParse(undefined)] as const);
  return (search) => {
    const found: Record<string, unknown> = {};
    for (const [index, [name, field]] of fields.entries()) {
      if (search[name] === undefined || search[name] === '') continue;
      const value = field.safeParse(search[name]);
      const fallback = defaults[index]?.[1];
      if (!value.success || value.data === undefined) continue;
      if (fallback?.success && JSON.stringify(fallback.data) === JSON.stringify(value.data)) continue;
      found[name] = value.data;
    }
    return found as SearchOf<S>;
  };
}

/** The filter of an endpoint's list as the search part of a page's address. */
export function searchOf<E extends AnyEndpoint>(
  endpoint: E,
): (search: Record<string, unknown>) => SearchOf<QueryOf<E>> {
  const query = endpoint.query;
  if (!(query instanceof z.ZodObject)) throw new Error(`${endpoint.path} has no query`);
  return searchBy(query as QueryOf<E>);
}
