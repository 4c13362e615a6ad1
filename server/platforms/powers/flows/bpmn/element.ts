import { BpmnModdle } from 'bpmn-moddle';
import { flowExtension } from './namespace.ts';

/** An element of BPMN, as far as a flow looks at it. */
export interface BpmnElement {
  $type: string;
  id: string;
  name?: string;
  $instanceOf(type: string): boolean;
  get(property: string): unknown;
}
export interface SequenceFlow extends BpmnElement {
  sourceRef?: BpmnElement;
  targetRef?: BpmnElement;
  conditionExpression?: unknown;
}
export interface Process extends BpmnElement {
  flowElements?: BpmnElement[];
  artifacts?: BpmnElement[];
  laneSets?: BpmnElement[];
  extensionElements?: { values?: BpmnElement[] };
}

interface Moddle {
  create(type: string, properties?: object): BpmnElement;
  toXML(root: BpmnElement, options?: { format: boolean }): Promise<{ xml: string }>;
  fromXML(xml: string): Promise<{
    rootElement: BpmnElement;
    warnings: { message: string }[];
  }>;
}

/** BPMN 2.0 with the extension elements of flows. */
export const newModdle = (): Moddle => new BpmnModdle({ mingjing: flowExtension }) as unknown as Moddle;
