import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FlowDiagram } from '../../ui/flow-diagram.tsx';
import { drawableFlow } from './flow-draft.ts';
import type { StepDraft } from './item-draft.ts';

interface FlowPreviewProps {
  steps: readonly (StepDraft | null | undefined)[];
  onStep: (code: string) => void;
}

/** The flow as it is being written; a step leads to its fields. */
export function FlowPreview({ steps, onStep }: FlowPreviewProps) {
  const { t } = useTranslation('workbench-catalogue');
  const settled = useDeferredValue(steps);
  const flow = useMemo(() => drawableFlow(settled), [settled]);
  return (
    <div className="wb-flow-preview">
      <h3 className="wb-h3">{t('flow.diagram')}</h3>
      {flow ? (
        <FlowDiagram flow={flow} onStep={onStep} />
      ) : (
        <p className="wb-quiet">{t('flow.nothingYet')}</p>
      )}
    </div>
  );
}
