/** Namespace of what a flow says beyond BPMN; documented in the README beside `server/platforms/powers/flows`. */
export const flowNamespace = 'urn:mingjing:flow:1';

const attribute = (name: string, type = 'String') => ({ name, isAttr: true, type });
const element = (name: string, properties: object[]) => ({ name, superClass: ['Element'], properties });
const limitFields = [
  attribute('n', 'Integer'),
  attribute('unit'),
  attribute('from'),
  attribute('rollEnd', 'Boolean'),
  attribute('note'),
];

/** The extension elements for bpmn-moddle. */
export const flowExtension = {
  name: 'Mingjing flow',
  prefix: 'mingjing',
  uri: flowNamespace,
  xml: { tagAlias: 'lowerCase' },
  types: [
    element('Flow', [attribute('version', 'Integer')]),
    element('Step', [
      attribute('code'),
      attribute('mandatory', 'Boolean'),
      attribute('repeatable', 'Boolean'),
      attribute('siteCheck', 'Boolean'),
      attribute('afterEnd', 'Boolean'),
      { name: 'title', type: 'Title' },
      { name: 'posts', type: 'Post', isMany: true },
      { name: 'limit', type: 'Limit' },
      { name: 'notBefore', type: 'NotBefore' },
      { name: 'separateFrom', type: 'SeparateFrom', isMany: true },
    ]),
    element('Title', [attribute('zh'), attribute('en')]),
    element('Post', [attribute('code')]),
    element('Limit', limitFields),
    element('NotBefore', limitFields),
    element('SeparateFrom', [attribute('step')]),
  ],
} as const;

type LimitAttributes = {
  n: number;
  unit: string;
  from: string;
  rollEnd?: boolean;
  note?: string;
};

/** `mingjing:step` as it is read. */
export interface StepElement {
  code?: string;
  mandatory?: boolean;
  repeatable?: boolean;
  siteCheck?: boolean;
  afterEnd?: boolean;
  title?: { zh?: string; en?: string };
  posts?: { code?: string }[];
  limit?: LimitAttributes;
  notBefore?: LimitAttributes;
  separateFrom?: { step?: string }[];
}
