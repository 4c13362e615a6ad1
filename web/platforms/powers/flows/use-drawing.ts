import { useQuery } from '@tanstack/react-query';
import type { Flow } from '#contract/catalogue';
import { flowsApi } from '#contract/powers/flows';
import type { Bilingual } from '#contract/text';
import { call } from '../../../api.ts';

/** Any flow as BPMN with its drawing. */
export const useDrawing = (flow: Flow, name: Bilingual, language: 'zh' | 'en') =>
  useQuery({
    queryKey: [flowsApi.drawFlow.path, flow, language],
    queryFn: ({ signal }) => call(flowsApi.drawFlow, { body: { flow, name, language }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
