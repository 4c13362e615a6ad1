import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint';
import { fillPath, toQuery } from './address.ts';
import { ProblemError, problemOf, unreachable } from './problem-error.ts';
import { tellRefusal } from './session/refusal-listener.ts';

// biome-ignore lint/suspicious/noExplicitAny: any endpoint, whatever its schemas
export type AnyEndpoint = Endpoint<any, any, any, any>;

type Part<E, Name extends 'params' | 'query' | 'body'> = E extends { [K in Name]?: infer S }
  ? NonNullable<S> extends z.ZodUndefined
    ? unknown
    : NonNullable<S>
  : unknown;
type Take<S, Name extends string, Optional extends boolean> = S extends z.ZodType
  ? Optional extends true
    ? { [K in Name]?: z.input<S> }
    : { [K in Name]: z.input<S> }
  : unknown;

/** What a call of an endpoint takes: its path parameters, query and body as the contract has them. */
export type InputOf<E extends AnyEndpoint> = Take<Part<E, 'params'>, 'params', false> &
  Take<Part<E, 'query'>, 'query', true> &
  Take<Part<E, 'body'>, 'body', false>;
export type ResponseOf<E extends AnyEndpoint> = z.output<E['response']>;

interface LooseInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}
interface Sending {
  /** Files and fields for the endpoints that take multipart/form-data. */
  form?: FormData;
  signal?: AbortSignal;
}

/**
 * Calls an endpoint of the contract. The answer is trusted (the server is of the same release) and only typed.
 * @throws ProblemError with the server's own words, or code `unreachable` when nothing answered
 */
export async function call<E extends AnyEndpoint>(
  endpoint: E,
  input: InputOf<E> & Sending,
): Promise<ResponseOf<E>> {
  const { params, query, body, form, signal } = input as LooseInput & Sending;
  const json = body === undefined ? undefined : JSON.stringify(body);
  const response = await fetch(fillPath(endpoint.path, params) + toQuery(query ?? {}), {
    method: endpoint.method,
    body: form ?? json,
    headers: { accept: 'application/json', ...(json ? { 'content-type': 'application/json' } : {}) },
    signal,
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : unreachable();
  });
  if (!response.ok) {
    const problem = await problemOf(response);
    tellRefusal(problem);
    throw problem;
  }
  return (await response.json()) as ResponseOf<E>;
}

/** A server that starts or cannot be reached is asked again; a refusal is final. */
function worthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof ProblemError && ['unreachable', 'not-ready'].includes(error.code);
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, retry: worthRetrying, refetchOnWindowFocus: true } },
});

export interface EndpointOptions {
  enabled?: boolean;
  refetchInterval?: number | false;
  staleTime?: number;
  /** Keeps the former page in sight while the next one loads. */
  keepPrevious?: boolean;
}

/** How an endpoint is read and under which key its answer is kept. */
export function endpointQuery<E extends AnyEndpoint>(endpoint: E, input: InputOf<E>) {
  return {
    queryKey: [endpoint.path, input],
    queryFn: ({ signal }: { signal?: AbortSignal }): Promise<ResponseOf<E>> =>
      call(endpoint, Object.assign({}, input, { signal })),
  };
}

/** Reads an endpoint and keeps the answer fresh. */
export function useEndpoint<E extends AnyEndpoint>(
  endpoint: E,
  input: InputOf<E>,
  { keepPrevious, ...options }: EndpointOptions = {},
): UseQueryResult<ResponseOf<E>, Error> {
  return useQuery<ResponseOf<E>, Error>({
    ...endpointQuery(endpoint, input),
    ...(keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
    ...options,
  });
}

/** Marks what was read from these endpoints as stale; what is in sight is read again. */
export async function refresh(...endpoints: AnyEndpoint[]): Promise<void> {
  await Promise.all(endpoints.map(({ path }) => queryClient.invalidateQueries({ queryKey: [path] })));
}

/** Changes something by an endpoint, then refreshes what it touched. */
export function useAction<E extends AnyEndpoint>(
  endpoint: E,
  { refreshes = [], onDone }: { refreshes?: AnyEndpoint[]; onDone?: (answer: ResponseOf<E>) => void } = {},
): UseMutationResult<ResponseOf<E>, Error, InputOf<E> & { form?: FormData }> {
  return useMutation<ResponseOf<E>, Error, InputOf<E> & { form?: FormData }>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: async (answer) => {
      onDone?.(answer);
      await refresh(...refreshes);
    },
  });
}
