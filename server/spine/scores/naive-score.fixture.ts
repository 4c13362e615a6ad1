/**
 * The same score once more, written from the text of the domain and from nothing of `score.ts`: no scheme file, no decimal
 * library, hundredths of a point as integers, JSON put together by hand. Slow and plain.
 */

export interface NaiveFacts {
  volume: number;
  counts: Record<string, number>;
  adjustments: { id: string; points: string }[];
}

/** Hundredths as `12.34`. */
function text(hundredths: bigint): string {
  const whole = hundredths / 100n;
  const rest = hundredths % 100n;
  return `${whole}.${rest < 10n ? '0' : ''}${rest}`;
}

function hundredthsOf(points: string): bigint {
  const minus = points.startsWith('-');
  const [whole = '0', rest = ''] = points.replace('-', '').split('.');
  const value = BigInt(whole) * 100n + BigInt((rest + '00').slice(0, 2));
  return minus ? -value : value;
}

const quoted = (value: string) => JSON.stringify(value);
const least = (a: bigint, b: bigint) => (a < b ? a : b);

interface NaiveLine {
  code: string;
  /** Points in hundredths, for n of volume cases. */
  worth: (n: bigint, volume: bigint, full: bigint) => bigint;
}

const each =
  (hundredths: bigint): NaiveLine['worth'] =>
  (n) =>
    n * hundredths;

/** The share of the full points, a half rounded up, at most all of them. */
const share: NaiveLine['worth'] = (n, volume, full) => {
  if (n === 0n) return 0n;
  if (volume === 0n) return full;
  return least((2n * full * n + volume) / (2n * volume), full);
};

const line = (code: string, worth: NaiveLine['worth']): NaiveLine => ({ code, worth });

/** Weights of one province's measure: 10, 14, 14, 8, 10, 10, 14, 10, 10. */
const weights: [code: string, full: bigint, lines: NaiveLine[]][] = [
  ['openness', 1000n, [line('disclosure', each(100n))]],
  ['procedure', 1400n, [line('procedure-red', each(150n)), line('procedure-yellow', each(100n))]],
  ['time-limits', 1400n, [line('late', share), line('open-late', share), line('step-overdue', each(50n))]],
  ['fees', 800n, [line('fees', each(100n))]],
  ['satisfaction', 1000n, [line('rated-badly', each(100n))]],
  ['attitude', 1000n, [line('complaints', each(100n))]],
  ['supervision', 1400n, [line('corrections', each(50n)), line('correction-overdue', each(150n))]],
  ['legal-responsibility', 1000n, [line('decisions', each(150n))]],
  ['integrity', 1000n, [line('beyond-power', each(200n)), line('violation', each(500n))]],
];

/** Deductions of another measure: 0.5 for what is small, 1 for yellow, 1.5 for red; base 100. */
const deductions: [code: string, full: bigint, lines: NaiveLine[]][] = [
  [
    'events',
    10000n,
    [
      line('refused-without-reason', each(50n)),
      line('no-review', each(50n)),
      line('no-decision-document', each(50n)),
      line('complaint', each(50n)),
      line('corrections', each(50n)),
      line('unsatisfied', each(100n)),
      line('yellow', each(100n)),
      line('red', each(150n)),
      line('late', each(150n)),
      line('open-late', each(150n)),
    ],
  ],
];

const bonuses: NaiveLine[] = [
  // Early closings: for each full 10 % of the volume one point.
  line('early', (n, volume) => (volume === 0n ? 0n : ((n * 10n) / volume) * 100n)),
  // Promise cut by 30 % in half of the cases: three points.
  line('short-promise', (n, volume) => (volume > 0n && 2n * n >= volume ? 300n : 0n)),
];

/** Incomplete data: a point for each full 1 % of the volume, at most five. */
const incomplete = line('incomplete', (n, volume) =>
  volume === 0n ? 0n : least(((n * 100n) / volume) * 100n, 500n),
);

export const naiveLines = (scheme: 'weights' | 'deductions'): string[] =>
  [
    ...(scheme === 'weights' ? weights : deductions).flatMap(([, , lines]) => lines),
    ...bonuses,
    incomplete,
  ].map(({ code }) => code);

/** The bytes of a calculation: keys in the order of their letters, no spaces. */
export function naiveBytes(
  organ: string,
  scheme: 'weights' | 'deductions',
  month: string,
  facts: NaiveFacts,
): string {
  const volume = BigInt(facts.volume);
  const lineText = ({ code, worth }: NaiveLine, full = 0n): [text: string, worth: bigint] => {
    const n = BigInt(facts.counts[code] ?? 0);
    const value = worth(n, volume, full);
    return [`{"code":${quoted(code)},"n":${n},"points":"${text(value)}"}`, value];
  };
  let total = 0n;
  const parts: string[] = [];
  for (const [code, full, lines] of scheme === 'weights' ? weights : deductions) {
    let left = full;
    const texts: string[] = [];
    for (const one of lines) {
      const [said, value] = lineText(one, full);
      texts.push(said);
      left -= value;
    }
    if (left < 0n) left = 0n;
    total += left;
    parts.push(
      `{"code":"${code}","full":"${text(full)}","lines":[${texts.join(',')}],"points":"${text(left)}"}`,
    );
  }
  const added: string[] = [];
  for (const one of bonuses) {
    const [said, value] = lineText(one);
    added.push(said);
    total += value;
  }
  const [lost, loss] = lineText(incomplete);
  total -= loss;
  const adjusted: string[] = [];
  for (const id of facts.adjustments.map((one) => one.id).sort()) {
    const { points } = facts.adjustments.find((one) => one.id === id)!;
    adjusted.push(`{"id":${quoted(id)},"points":${quoted(points)}}`);
    total += hundredthsOf(points);
  }
  if (total < 0n) total = 0n;
  const grade = total >= 9000n ? 'excellent' : total >= 8000n ? 'good' : total >= 6000n ? 'pass' : 'fail';
  return (
    `{"adjustments":[${adjusted.join(',')}],"bonuses":[${added.join(',')}],"deductions":[${lost}],` +
    `"grade":"${grade}","month":"${month}","organ":${quoted(organ)},"parts":[${parts.join(',')}],` +
    `"scheme":"${scheme}","total":"${text(total)}","version":1,"volume":${volume}}`
  );
}
