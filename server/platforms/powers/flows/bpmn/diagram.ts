import { Refusal } from '#base/errors';
import type { BpmnElement, Process, SequenceFlow } from './element.ts';
import type { Note } from './note.ts';

/** Tasks of a process and what leads to them. */
export interface Diagram {
  /** In the order of the file. */
  tasks: BpmnElement[];
  /** The tasks that lead to one directly or through gateways, in order; whether a start does. */
  before(task: BpmnElement): { tasks: BpmnElement[]; first: boolean };
}

const gateways = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ParallelGateway'];
/** Drawn beside the flow; they change nothing of it. */
const beside = ['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference'];

const refuse = (element: BpmnElement, expected: string): never => {
  throw new Refusal('field-invalid', { field: element.id, expected, detail: element.$type });
};

const note = (element: BpmnElement, zh: string, en: string): Note => ({
  element: element.id,
  text: { zh, en },
});

/** The diagram of a process. Refusal: field-invalid, by the id of the element that a flow cannot say. */
export function diagramOf(process: Process, notes: Note[]): Diagram {
  const tasks: BpmnElement[] = [];
  const flows: SequenceFlow[] = [];
  for (const element of process.flowElements ?? []) {
    if (element.$type === 'bpmn:SequenceFlow') flows.push(element as SequenceFlow);
    else if (element.$instanceOf('bpmn:Task')) tasks.push(element);
    else if (beside.includes(element.$type)) notes.push(leftOut(element));
    else checkNode(element);
  }
  for (const element of [...(process.artifacts ?? []), ...(process.laneSets ?? [])])
    notes.push(leftOut(element));
  if (tasks.length === 0) refuse(process, 'at least one task');
  const incoming = incomingOf(flows, notes);
  for (const [node, { length }] of incoming)
    if (length > 1 && ['bpmn:ParallelGateway', 'bpmn:InclusiveGateway'].includes(node.$type))
      refuse(
        node,
        'a gateway that waits for one way (exclusive): a step of a flow waits for one of several steps, never for all of them',
      );
  return { tasks, before: (task) => lookBack(task, incoming) };
}

const leftOut = (element: BpmnElement): Note =>
  note(element, '流程不记录此图形，已略去', 'A flow does not keep this shape; it was left out');

function checkNode(element: BpmnElement): void {
  const plain = element.$type === 'bpmn:StartEvent' || element.$type === 'bpmn:EndEvent';
  if (!plain && !gateways.includes(element.$type))
    refuse(element, 'a task, a plain start or end, or an exclusive, inclusive or parallel gateway');
  if (plain && (element.get('eventDefinitions') as unknown[]).length > 0)
    refuse(element, 'a plain start or end without a trigger');
}

function incomingOf(flows: readonly SequenceFlow[], notes: Note[]): Map<BpmnElement, BpmnElement[]> {
  const incoming = new Map<BpmnElement, BpmnElement[]>();
  for (const flow of flows) {
    const { sourceRef, targetRef, conditionExpression } = flow;
    if (!sourceRef || !targetRef) return refuse(flow, 'a way from one element to another');
    if (conditionExpression)
      notes.push(
        note(flow, '流程不记录路径条件，已略去', 'A flow keeps no condition of a way; it was left out'),
      );
    const before = incoming.get(targetRef);
    if (before) before.push(sourceRef);
    else incoming.set(targetRef, [sourceRef]);
  }
  return incoming;
}

function lookBack(task: BpmnElement, incoming: ReadonlyMap<BpmnElement, BpmnElement[]>) {
  const found = new Set<BpmnElement>();
  const seen = new Set<BpmnElement>();
  let first = !incoming.has(task);
  const look = (node: BpmnElement): void => {
    for (const source of incoming.get(node) ?? []) {
      if (source.$instanceOf('bpmn:Task')) found.add(source);
      else if (source.$type === 'bpmn:StartEvent') first = true;
      else if (!seen.has(source)) {
        seen.add(source);
        look(source);
      }
    }
  };
  look(task);
  return { tasks: [...found], first };
}
