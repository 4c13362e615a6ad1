import { type ComponentType, lazy, Suspense } from 'react';

/** What a part of a platform adds to the page of its cases, by the name of the part. */
const sections: Record<string, ComponentType<{ id: string }>> = {
  'powers/cameras': lazy(() => import('./powers/halls/workbench/camera-section.tsx')),
  'powers/penalties': lazy(() => import('./powers/penalties/workbench/penalty-section.tsx')),
  'powers/seals': lazy(() => import('./powers/seals/workbench/seal-section.tsx')),
  'powers/stampings': lazy(() => import('./powers/seals/workbench/stamping-section.tsx')),
  'services/applications': lazy(() => import('./services/applications/workbench/application-section.tsx')),
  'hotline/tickets': lazy(() => import('./hotline/tickets/workbench/ticket-section.tsx')),
  'hotline/assignments': lazy(() => import('./hotline/tickets/workbench/assignment-section.tsx')),
};

/** The section of the part that a case belongs to; nothing for a case without one. */
export function PartSection({ part, id }: { part: string | null; id: string }) {
  const Section = part === null ? undefined : sections[part];
  return <Suspense fallback={null}>{Section && <Section id={id} />}</Suspense>;
}

const Complaints = lazy(() => import('./hotline/tickets/workbench/case-complaints.tsx'));

/** What the hotline was told of the handling of any case; nothing where there is nothing. */
export function ComplaintSection({ id }: { id: string }) {
  return (
    <Suspense fallback={null}>
      <Complaints id={id} />
    </Suspense>
  );
}
