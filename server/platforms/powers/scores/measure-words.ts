import type { ScoreLine, ScoreScheme } from '#contract/score-schemes';
import type { Bilingual } from '#contract/text';

/** How the count of a line becomes points, for people. `sign`: what the points do to the score. */
export function measureWords({ measure }: ScoreLine, sign: 'deducts' | 'adds'): Bilingual {
  const zhSign = sign === 'adds' ? '加' : '扣';
  const enSign = sign === 'adds' ? 'adds' : 'takes';
  switch (measure.by) {
    case 'event':
      return {
        zh: `每件${zhSign} ${measure.points} 分${measure.most ? `，最多 ${measure.most} 分` : ''}`,
        en: `each ${enSign} ${measure.points}${measure.most ? `, at most ${measure.most}` : ''}`,
      };
    case 'share':
      return {
        zh: `每满办结量 ${measure.step}% ${zhSign} ${measure.points} 分${measure.most ? `，最多 ${measure.most} 分` : ''}`,
        en: `each full ${measure.step} % of the cases that ended ${enSign} ${measure.points}${measure.most ? `, at most ${measure.most}` : ''}`,
      };
    case 'rate':
      return {
        zh: '按占办结量的比例扣减本项满分',
        en: 'takes its share of the cases that ended from the full points',
      };
    case 'reach':
      return {
        zh: `达到办结量的 ${measure.atLeast}% ${zhSign} ${measure.points} 分`,
        en: `${enSign} ${measure.points} from ${measure.atLeast} % of the cases that ended`,
      };
  }
}

/** The words of every line of a scheme, by its code. */
export function rulesOf(scheme: ScoreScheme): Record<string, Bilingual> {
  const deducting = [...scheme.parts.flatMap(({ lines }) => lines), ...scheme.deductions];
  return Object.fromEntries([
    ...deducting.map((line) => [line.code, measureWords(line, 'deducts')] as const),
    ...scheme.bonuses.map((line) => [line.code, measureWords(line, 'adds')] as const),
  ]);
}
