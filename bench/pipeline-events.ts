import type { CloudEventInput } from '#contract/events';

const organsPerCity = 8;
const start = Date.UTC(2025, 2, 3, 1, 0, 0);

/** Events that are made when they are asked for, so that the heap holds only those on their way. */
export interface EventSource {
  readonly count: number;
  at(index: number): CloudEventInput;
}

const eventsPerCase = 6;
/** So many cases take their first event, then all their second, and so on: a batch meets a thousand different cases. */
const wave = 20_000;

/**
 * Cases of six events each, as many systems send them, with the opinions that officials write: opened, three steps,
 * decided, closed; spread over all cities. One case in twenty is closed late.
 */
export function pipelineEvents(cases: number, regions: string[], run: number): EventSource {
  const numbers = Array.from({ length: cases }, (_, i) => `R${run}-${String(i).padStart(8, '0')}`);
  const timeText = remembered((time) => new Date(time).toISOString());
  return {
    count: cases * eventsPerCase,
    at(index) {
      const first = Math.floor(index / (wave * eventsPerCase)) * wave;
      const size = Math.min(wave, cases - first);
      const within = index - first * eventsPerCase;
      const i = first + (within % size);
      const n = Math.floor(within / size);
      const region = regions[(i * 7) % regions.length]!;
      const number = numbers[i]!;
      const { type, hours, data } = told(i, n, `bench.${region}`);
      return {
        specversion: '1.0',
        id: `${number}#${n}`,
        source: 'bench',
        type,
        subject: number,
        time: timeText(start + (i % 2_000) * 600_000 + hours * 3_600_000),
        region,
        data,
      };
    },
  };
}

/** The same text for the same time: making the events is not what is measured. */
function remembered(textOf: (time: number) => string): (time: number) => string {
  const known = new Map<number, string>();
  return (time) => {
    const before = known.get(time);
    if (before !== undefined) return before;
    const text = textOf(time);
    known.set(time, text);
    return text;
  };
}

function told(
  i: number,
  n: number,
  organ: string,
): { type: string; hours: number; data: Record<string, unknown> } {
  const late = i % 20 === 0;
  const person = i % (organsPerCity * 16);
  const window = `w-${i % organsPerCity}`;
  switch (n) {
    case 0:
      return {
        type: 'case.opened',
        hours: 0,
        data: {
          item: 'bench.licence',
          organ,
          title: `关于办理食品经营许可（第 ${i} 号）的申请`,
          channel: 'window',
          actor: `clerk-${person}`,
          window,
        },
      };
    case 1:
      return {
        type: 'case.step-done',
        hours: 1,
        data: {
          step: 'receive',
          actor: `clerk-${person}`,
          post: 'window',
          note: '经形式审查，申请材料齐全、符合法定形式，予以收件，已当场出具收件凭证并告知承诺办结时限与查询方式。',
        },
      };
    case 2:
      return {
        type: 'case.step-done',
        hours: 30,
        data: {
          step: 'review',
          actor: `reviewer-${person}`,
          post: 'review',
          note: '经审查，营业执照、经营场所平面图、从业人员健康证明与食品安全管理制度等材料内容一致，拟同意进入现场核查。',
        },
      };
    case 3:
      return {
        type: 'case.step-done',
        hours: 54,
        data: {
          step: 'check',
          actor: `inspector-${person}`,
          post: 'inspect',
          note: '现场核查：两名工作人员到场，经营场所布局、设备设施与申请材料相符，二十七项核查内容均为合格，记录已由当事人签字。',
        },
      };
    case 4:
      return {
        type: 'case.step-done',
        hours: late ? 500 : 98,
        data: {
          step: 'decide',
          actor: `approver-${person}`,
          post: 'approve',
          note: '申请人的申请符合《食品经营许可和备案管理办法》规定的条件，同意核发食品经营许可证，有效期五年。',
        },
      };
    default:
      return {
        type: 'case.closed',
        hours: late ? 600 : 100,
        data: { result: 'granted', actor: `clerk-${person}`, window },
      };
  }
}
