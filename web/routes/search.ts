import type { z } from 'zod';
import type { AnyEndpoint } from '../api.ts';

type QueryOf<E extends AnyEndpoint> = E extends { query?: infer Q }
  ? NonNullable<Q> extends z.ZodObject
    ? NonNullable<Q>
    : never
  : never;
type SearchOf<S extends z.ZodType> = Partial<z.output<S>>;
type Read<S extends z.ZodType> = (search: Record<string, unknown>) => SearchOf<S>;

/** Schemas that an address has asked for and that have not come yet. */
const awaited = new Set<() => Promise<void>>();

/**
 * Brings the schemas by which the address in hand is read. Says whether any was brought: then what was read of the
 * address so far is raw, and it is to be read again.
 */
export async function learnSearch(): Promise<boolean> {
  const coming = [...awaited];
  await Promise.all(coming.map((learn) => learn()));
  return coming.length > 0;
}

/**
 * Reads a list's filter from the address by the contract's own query schema. A value that does not fit is left
 * out (a shared link must not break a page), and so is one that equals its default (a short address).
 */
function reader<S extends z.ZodObject>(schema: S): Read<S> {
  const fields = Object.entries(schema.shape) as [string, z.ZodType][];
  const defaults = fields.map(([name, field]) => [name, field.safeParse(undefined)] as const);
  return (search) => {
    const found: Record<string, unknown> = {};
    for (const [index, [name, field]] of fields.entries()) {
      if (search[name] === undefined) continue;
      // Named and empty: what is missing here would be taken from the address as it stands.
      found[name] = undefined;
      if (search[name] === '') continue;
      const value = field.safeParse(search[name]);
      const fallback = defaults[index]?.[1];
      if (!value.success || value.data === undefined) continue;
      if (fallback?.success && JSON.stringify(fallback.data) === JSON.stringify(value.data)) continue;
      found[name] = value.data;
    }
    return found as SearchOf<S>;
  };
}

/** The search part of a page's address by a schema of its own, which comes with the page. */
export function searchBy<S extends z.ZodObject>(load: () => Promise<S>): Read<S> {
  let read: Read<S> | undefined;
  const learn = async () => {
    read = reader(await load());
    awaited.delete(learn);
  };
  return (search) => {
    if (read) return read(search);
    awaited.add(learn);
    return search as SearchOf<S>;
  };
}

/** The filter of an endpoint's list as the search part of a page's address. */
export function searchOf<E extends AnyEndpoint>(endpoint: E): Read<QueryOf<E>> {
  // Built for the browser an endpoint is its address alone (tools/contract-without-schemas.ts).
  const { learn } = endpoint as { learn?: () => Promise<E> };
  return learn ? searchBy(async () => queryOf(await learn())) : reader(queryOf(endpoint));
}

function queryOf<E extends AnyEndpoint>(endpoint: E): QueryOf<E> {
  if (!endpoint.query || !('shape' in endpoint.query)) throw new Error(`${endpoint.path} has no query`);
  return endpoint.query as QueryOf<E>;
}
