import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  type AnyEndpoint,
  type EndpointOptions,
  type InputOf,
  type ResponseOf,
  useEndpoint,
} from '../../api.ts';

interface PollOptions<E extends AnyEndpoint> extends Pick<EndpointOptions, 'keepPrevious'> {
  /** Milliseconds between two readings. */
  every: number;
  /** Whether what was read is still on its way. */
  running: (answer: ResponseOf<E>) => boolean;
}

/** Reads an endpoint again and again for as long as its answer says that something still runs. */
export function usePolled<E extends AnyEndpoint>(
  endpoint: E,
  input: InputOf<E>,
  { every, running, keepPrevious }: PollOptions<E>,
): UseQueryResult<ResponseOf<E>, Error> {
  const query = useEndpoint(endpoint, input, { keepPrevious });
  const again = query.data !== undefined && running(query.data);
  const { refetch } = query;
  useEffect(() => {
    if (!again) return;
    const timer = setInterval(() => void refetch(), every);
    return () => clearInterval(timer);
  }, [again, every, refetch]);
  return query;
}
