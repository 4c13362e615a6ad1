import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow, FlowStep } from '#contract/catalogue';
import { usePick } from '../i18n/language.ts';
import styles from './flow-diagram.module.css';
import { FlowLegend } from './flow-legend.tsx';
import { edgePath, layoutFlow, type StepText } from './flow-layout.ts';
import { FlowStepBox, type StepState } from './flow-step-box.tsx';
import { useLimitText } from './limit-text.tsx';

interface Props {
  flow: Flow;
  /** Codes of the steps that were done. */
  done?: ReadonlySet<string> | readonly string[];
  current?: string | null;
  /** Makes each step a button. */
  onStep?: (code: string) => void;
}

/** Name and notes of each step as they stand in its box. */
function useStepTexts(flow: Flow): ReadonlyMap<string, StepText> {
  const { t, i18n } = useTranslation();
  const pick = usePick();
  const write = useLimitText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the writers change with the language alone
  return useMemo(() => {
    const names = new Map(flow.steps.map((step) => [step.code, pick(step.name)]));
    const notes = ({ limit, siteCheck }: FlowStep) => [
      ...(limit ? [t('flow.limit', { limit: write(limit) })] : []),
      ...(siteCheck ? [t('flow.siteCheck')] : []),
    ];
    return new Map(
      flow.steps.map((step) => [step.code, { name: names.get(step.code) ?? step.code, notes: notes(step) }]),
    );
  }, [flow, i18n.language]);
}

/** The width of the place that the diagram has, so that it turns downwards where it is narrow. */
function useRoom(): [React.RefObject<HTMLDivElement | null>, number] {
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => setRoom(element.clientWidth));
    watcher.observe(element);
    setRoom(element.clientWidth);
    return () => watcher.disconnect();
  }, []);
  return [frame, room];
}

/** Draws a flow: steps in layers, what was done, where the case is now. Works by keyboard and on paper. */
export function FlowDiagram({ flow, done = [], current = null, onStep }: Props) {
  const { t } = useTranslation();
  const [frame, room] = useRoom();
  const texts = useStepTexts(flow);
  const finished = useMemo(() => new Set(done), [done]);
  const wide = useMemo(() => layoutFlow(flow, texts, 'LR'), [flow, texts]);
  const deep = useMemo(() => layoutFlow(flow, texts, 'TB'), [flow, texts]);
  const plan = room === 0 || wide.width <= room ? wide : deep;
  const progress = finished.size > 0 || current !== null;
  const stateOf = (code: string): StepState => {
    if (!progress) return 'plain';
    if (code === current) return 'current';
    return finished.has(code) ? 'done' : 'waiting';
  };
  const arrow = useId();
  return (
    <div>
      <div className={styles.frame} ref={frame}>
        <svg
          width={plan.width}
          height={plan.height}
          viewBox={`0 0 ${plan.width} ${plan.height}`}
          role="list"
          aria-label={t('flow.label', { count: flow.steps.length })}
        >
          <defs>
            {['', 'Done'].map((kind) => (
              <marker
                key={kind}
                id={`${arrow}${kind}`}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="8"
                markerHeight="8"
                markerUnits="userSpaceOnUse"
                orient="auto"
              >
                <path d="M0 0 8 4 0 8z" className={kind ? styles.arrowDone : styles.arrow} />
              </marker>
            ))}
          </defs>
          <g aria-hidden="true">
            {plan.edges.map(({ from, to, points }) => {
              const walked = finished.has(from) && (finished.has(to) || to === current);
              return (
                <path
                  key={`${from}→${to}`}
                  d={edgePath(points)}
                  className={`${styles.edge} ${walked ? styles.edgeDone : ''}`}
                  markerEnd={`url(#${arrow}${walked ? 'Done' : ''})`}
                />
              );
            })}
          </g>
          {plan.boxes.map((box, index) => (
            <FlowStepBox
              key={box.code}
              box={box}
              step={flow.steps[index] as FlowStep}
              name={texts.get(box.code)?.name ?? box.code}
              state={stateOf(box.code)}
              nameOf={(code) => texts.get(code)?.name ?? code}
              onStep={onStep}
            />
          ))}
        </svg>
      </div>
      <FlowLegend progress={progress} />
    </div>
  );
}
