import type { Flow, FlowStep } from '#contract/catalogue';
import type { Bilingual } from '#contract/text';
import { type BpmnElement, newModdle } from './element.ts';
import { graphOf, type NodeKind } from './graph.ts';
import { drawAside } from './draw-aside.ts';
import type { Direction, Drawn } from './layout.ts';

const bpmnTypes: Record<NodeKind, string> = {
  start: 'bpmn:StartEvent',
  end: 'bpmn:EndEvent',
  step: 'bpmn:UserTask',
  any: 'bpmn:ExclusiveGateway',
  some: 'bpmn:InclusiveGateway',
  all: 'bpmn:ParallelGateway',
};

export interface Titled {
  name: Bilingual;
  /** Language of the names in the drawing; both stand in the extension elements. */
  language: 'zh' | 'en';
  /** From left to right unless told otherwise. */
  direction?: Direction;
}

type Create = (type: string, properties?: object) => BpmnElement;

/**
 * A flow as BPMN 2.0, drawn: steps as user tasks in one process, what BPMN has no word for in extension elements.
 * @returns XML with diagram interchange
 */
export async function writeBpmn(
  flow: Flow,
  { name, language, direction = 'right' }: Titled,
): Promise<string> {
  const moddle = newModdle();
  const create: Create = (type, properties) => moddle.create(type, properties);
  const { nodes, edges } = graphOf(flow);
  const drawn = await drawAside(nodes, edges, direction);
  const elements = new Map(
    nodes.map(({ id, kind, step }) => {
      const own = step === undefined ? {} : taskOf(create, flow.steps[step]!, language);
      return [id, create(bpmnTypes[kind], { id, ...own })];
    }),
  );
  const flows = edges.map(({ from, to }, n) => {
    const [sourceRef, targetRef] = [elements.get(from)!, elements.get(to)!];
    const one = create('bpmn:SequenceFlow', { id: `flow_${n + 1}`, sourceRef, targetRef });
    (sourceRef.get('outgoing') as BpmnElement[]).push(one);
    (targetRef.get('incoming') as BpmnElement[]).push(one);
    return one;
  });
  const process = create('bpmn:Process', {
    id: 'flow',
    name: name[language],
    isExecutable: false,
    extensionElements: extension(create, create('mingjing:Flow', { version: flow.version })),
    flowElements: [...elements.values(), ...flows],
  });
  const definitions = create('bpmn:Definitions', {
    id: 'definitions',
    targetNamespace: 'urn:mingjing:flows',
    rootElements: [process],
    diagrams: [diagramOf(create, process, drawn, elements, flows)],
  });
  return (await moddle.toXML(definitions, { format: true })).xml;
}

const extension = (create: Create, ...values: BpmnElement[]) => create('bpmn:ExtensionElements', { values });

function taskOf(create: Create, step: FlowStep, language: 'zh' | 'en') {
  const { code, name, mandatory, repeatable, siteCheck, afterEnd, posts, limit, notBefore } = step;
  const own = create('mingjing:Step', {
    code,
    mandatory,
    repeatable,
    siteCheck,
    ...(afterEnd === undefined ? {} : { afterEnd }),
    title: create('mingjing:Title', name),
    posts: posts.map((post) => create('mingjing:Post', { code: post })),
    ...(limit ? { limit: create('mingjing:Limit', limit) } : {}),
    ...(notBefore ? { notBefore: create('mingjing:NotBefore', notBefore) } : {}),
    separateFrom: step.separateFrom.map((other) => create('mingjing:SeparateFrom', { step: other })),
  });
  return { name: name[language], extensionElements: extension(create, own) };
}

/** Where everything stands (BPMN diagram interchange). */
function diagramOf(
  create: Create,
  process: BpmnElement,
  { boxes, ways }: Drawn,
  elements: ReadonlyMap<string, BpmnElement>,
  flows: readonly BpmnElement[],
): BpmnElement {
  const shapes = [...boxes].map(([id, box]) =>
    create('bpmndi:BPMNShape', {
      id: `${id}_di`,
      bpmnElement: elements.get(id),
      bounds: create('dc:Bounds', box),
    }),
  );
  const lines = flows.map((flow, n) =>
    create('bpmndi:BPMNEdge', {
      id: `${flow.id}_di`,
      bpmnElement: flow,
      waypoint: ways[n]!.map((point) => create('dc:Point', point)),
    }),
  );
  const plane = create('bpmndi:BPMNPlane', {
    id: 'plane',
    bpmnElement: process,
    planeElement: [...shapes, ...lines],
  });
  return create('bpmndi:BPMNDiagram', { id: 'diagram', plane });
}
