import { type CSSProperties, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowAnalysis, FlowEdgeSeen } from '#contract/powers/flows';
import { edgePath } from '../../../ui/flow-layout.ts';
import { countText } from '../../../ui/count-link.tsx';
import { layoutSeen, type SeenBox } from './graph-layout.ts';
import { useSpanText } from './span-text.ts';
import { useStepName } from './use-step-name.ts';
import styles from './flows.module.css';

interface Props {
  analysis: FlowAnalysis;
  /** Those of its ways that are drawn. */
  ways: readonly FlowEdgeSeen[];
}

/** Which step follows which in the cases: how often stands at each way, how long is waited in each box. */
export function SeenGraphView({ analysis, ways }: Props) {
  const { t, i18n } = useTranslation('powers-flows');
  const write = useSpanText();
  const nameOf = useStepName(analysis);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the writers change with the language alone
  const graph = useMemo(() => {
    const seen = new Map(analysis.steps.map((one) => [one.step, one]));
    return layoutSeen(ways, (step) => {
      const { times = 0, median = null } = seen.get(step) ?? {};
      return {
        name: nameOf(step),
        notes: [t('graph.note', { times: countText(times), median: write(median) })],
      };
    });
  }, [analysis, ways, i18n.language]);
  const known = new Set(analysis.flow.steps.map(({ code }) => code));
  const most = Math.max(1, ...ways.map(({ times }) => times));
  const arrow = useId();
  const frame = useRef<HTMLElement>(null);
  // What is most frequent stands in the middle.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another graph is looked at anew
  useLayoutEffect(() => {
    const place = frame.current;
    if (place) place.scrollLeft = (place.scrollWidth - place.clientWidth) / 2;
  }, [graph]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.frame} aria-label={t('graph.frame')} tabIndex={0} ref={frame}>
      <svg
        style={{ '--natural': `${graph.width}px` } as CSSProperties}
        viewBox={`0 0 ${graph.width} ${graph.height}`}
        role="img"
        aria-label={t('graph.label', { steps: analysis.steps.length, ways: ways.length })}
      >
        <defs>
          <marker
            id={arrow}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8z" className={styles.arrow} />
          </marker>
        </defs>
        {graph.ways.map(({ edge, points }) => (
          <path
            key={`${edge.from}→${edge.to}`}
            d={edgePath(points)}
            className={styles.way}
            strokeWidth={1 + 3 * Math.sqrt(edge.times / most)}
            strokeOpacity={0.45 + 0.4 * (edge.times / most)}
            markerEnd={`url(#${arrow})`}
          />
        ))}
        {graph.boxes.map((box) => (
          <Box key={box.step ?? box.bound} box={box} foreign={box.step !== null && !known.has(box.step)} />
        ))}
        {graph.ways.map(({ edge, x, y }) => (
          <text key={`${edge.from}→${edge.to}`} x={x} y={y + 4} textAnchor="middle" className={styles.times}>
            {countText(edge.times)}
          </text>
        ))}
      </svg>
    </section>
  );
}

function Box({ box, foreign }: { box: SeenBox; foreign: boolean }) {
  const { t } = useTranslation('powers-flows');
  const { x, y, width, height, lines, notes, bound } = box;
  if (bound)
    return (
      <g className={styles.bound}>
        <circle cx={x} cy={y} r={height / 2} />
        <text x={x} y={y + 4} textAnchor="middle">
          {t(`graph.${bound}`)}
        </text>
      </g>
    );
  const top = y - height / 2;
  return (
    <g className={`${styles.node} ${foreign ? styles.foreign : ''}`}>
      <rect x={x - width / 2} y={top} width={width} height={height} rx="6" />
      {lines.map((line, n) => (
        <text key={`${n} ${line}`} x={x} y={top + 20 + n * 18} textAnchor="middle">
          {line}
        </text>
      ))}
      {notes.map((note, n) => (
        <text
          key={note}
          x={x}
          y={top + 20 + lines.length * 18 + n * 16}
          textAnchor="middle"
          className={styles.note}
        >
          {note}
        </text>
      ))}
    </g>
  );
}
