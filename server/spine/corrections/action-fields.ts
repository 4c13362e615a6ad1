import { appealGrounds } from '#contract/corrections';
import type { ActionField } from '#spine/cases/action-form';

/** Longest text of each kind, as the events take it. */
export const longest = { text: 80, 'long-text': 2000 } as const;

/** A text of substance: fewer than ten characters say nothing (as REFUSED_WITHOUT_REASON counts them). */
const substance = (name: string, zh: string, en: string): ActionField => ({
  name,
  title: { zh, en },
  kind: 'long-text',
  required: true,
  minLength: 10,
});

const optional = (name: string, zh: string, en: string): ActionField => ({
  name,
  title: { zh, en },
  kind: 'long-text',
  required: false,
});

const ground: ActionField = {
  name: 'ground',
  title: { zh: '申诉理由', en: 'Ground of the appeal' },
  kind: 'select',
  required: true,
  options: Object.entries(appealGrounds).map(([value, title]) => ({ value, title })),
};

/** The fields of every action on a correction; names are those of the event's data. Who acts is no field: it is whoever has signed in. */
export const actionFields = {
  sign: [],
  rectify: [substance('cause', '原因分析', 'Cause'), substance('measures', '整改措施', 'Measures')],
  appeal: [ground, substance('statement', '申诉说明', 'Statement')],
  answer: [
    substance('feedback', '整改结果', 'Result'),
    optional('measures', '措施补充（替换原措施）', 'Measures, where they changed'),
    optional('evidence', '佐证材料', 'Evidence'),
  ],
  verify: [substance('conclusion', '核验结论', 'Conclusion')],
  reject: [substance('reason', '退回理由', 'Reason')],
  uphold: [substance('reason', '认定理由', 'Reason')],
  refuse: [substance('reason', '不予认可的理由', 'Reason')],
  escalate: [substance('reason', '升级理由', 'Reason')],
} as const satisfies Record<string, readonly ActionField[]>;
