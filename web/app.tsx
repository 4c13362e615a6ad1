import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense } from 'react';
import { queryClient } from './api.ts';
import { router } from './router.tsx';
import { PageLoading } from './ui/page-states.tsx';

/** Providers of queries and routes around the three faces. */
export function MingjingApp() {
  return (
    <QueryClientProvider client={queryClient}>
      <Suspense fallback={<PageLoading />}>
        <RouterProvider router={router} />
      </Suspense>
    </QueryClientProvider>
  );
}
