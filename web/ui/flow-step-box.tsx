import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowStep } from '#contract/catalogue';
import styles from './flow-diagram.module.css';
import { lineHeight, noteHeight, type StepBox } from './flow-layout.ts';

/** `plain`: the flow itself is drawn, not how far a case is in it. */
export type StepState = 'done' | 'current' | 'waiting' | 'plain';

interface Props {
  box: StepBox;
  step: FlowStep;
  name: string;
  state: StepState;
  nameOf: (code: string) => string;
  onStep?: (code: string) => void;
}

/** A tick for done, a dot in a ring for current, an empty ring for waiting. */
export function StepMark({ state, x, y }: { state: StepState; x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r="7" className={styles.mark} />
      {state === 'done' && <path d="M-3.2 0.2 -0.8 2.6 3.4 -2.4" className={styles.mark} />}
      {state === 'current' && <circle r="3.2" className={styles.dot} />}
    </g>
  );
}

/** What a screen reader says of a step: name, state, whether it must be done, what comes before, limits. */
function useStepLabel({ step, name, state, box, nameOf }: Props): string {
  const { t } = useTranslation();
  return [
    name,
    state !== 'plain' && t(`flow.${state}`),
    t(step.mandatory ? 'flow.mandatory' : 'flow.optional'),
    step.after.length > 0 && t('flow.after', { steps: step.after.map(nameOf).join(', ') }),
    ...box.notes,
    step.separateFrom.length > 0 && t('flow.separate', { steps: step.separateFrom.map(nameOf).join(', ') }),
  ]
    .filter(Boolean)
    .join('; ');
}

/** One step of a flow diagram. */
export function FlowStepBox(props: Props) {
  const { box, step, state, onStep } = props;
  const label = useStepLabel(props);
  const left = box.x - box.width / 2;
  const top = box.y - box.height / 2;
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onStep?.(box.code);
  };
  const look = [
    styles.step,
    state === 'done' || state === 'current' ? styles[state] : '',
    step.mandatory ? '' : styles.optional,
    onStep ? styles.pressable : '',
  ].join(' ');
  const drawing = (
    <>
      <title>{label}</title>
      <rect x={left} y={top} width={box.width} height={box.height} rx="8" />
      {state !== 'plain' && <StepMark state={state} x={left + 18} y={top + 9 + lineHeight / 2} />}
      {box.lines.map((line, index) => (
        <text key={line} x={left + (state === 'plain' ? 12 : 34)} y={top + 9 + lineHeight * (index + 0.74)}>
          {line}
        </text>
      ))}
      {box.notes.map((note, index) => (
        <text
          key={note}
          className={styles.note}
          x={left + 12}
          y={top + 9 + box.lines.length * lineHeight + noteHeight * (index + 0.78)}
        >
          {note}
        </text>
      ))}
    </>
  );
  if (!onStep)
    return (
      <g
        role="listitem"
        className={look}
        aria-label={label}
        aria-current={state === 'current' ? 'step' : undefined}
      >
        {drawing}
      </g>
    );
  return (
    <g role="listitem">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing in SVG has no button of its own */}
      <g
        role="button"
        tabIndex={0}
        className={look}
        aria-label={label}
        onClick={() => onStep(box.code)}
        onKeyDown={press}
      >
        {drawing}
      </g>
    </g>
  );
}
