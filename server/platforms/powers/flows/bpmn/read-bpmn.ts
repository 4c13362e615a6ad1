import { Refusal } from '#base/errors';
import { type Flow, type FlowStep, flow as flowShape } from '#contract/catalogue';
import { type BpmnElement, newModdle, type Process } from './element.ts';
import type { StepElement } from './namespace.ts';
import type { Note } from './note.ts';
import { type Diagram, diagramOf } from './diagram.ts';

/**
 * BPMN 2.0 as a flow. Tasks become steps; what comes before a step is what leads to it, through gateways. Refused by its
 * element is what a flow cannot say; what changes nothing for a flow (notes, data, names of ways) is left out and told.
 * Refusals: file-unreadable (no BPMN), field-invalid (field: the id of the element).
 */
export async function readBpmn(xml: string): Promise<{ flow: Flow; notes: Note[] }> {
  const process = await processOf(xml);
  const notes: Note[] = [];
  const diagram = diagramOf(process, notes);
  const steps = diagram.tasks.map((task) => stepOf(task, diagram, notes));
  const own = ownElement<{ version?: number }>(process, 'mingjing:Flow');
  const read = flowShape.safeParse({ version: own?.version ?? 1, steps });
  if (read.success) return { flow: read.data, notes };
  const { path, message } = read.error.issues[0]!;
  const task = path[0] === 'steps' && typeof path[1] === 'number' ? diagram.tasks[path[1]] : undefined;
  const field = path.slice(2).join('.');
  throw new Refusal('field-invalid', {
    field: task?.id ?? process.id,
    expected: field ? `${field}: ${message}` : message,
  });
}

async function processOf(xml: string): Promise<Process> {
  const { rootElement, warnings } = await newModdle()
    .fromXML(xml)
    .catch((error: Error) => {
      throw new Refusal('file-unreadable', { expected: 'BPMN 2.0 as XML', detail: error.message });
    });
  if (warnings[0]) throw new Refusal('file-unreadable', { detail: warnings[0].message });
  const roots = (rootElement.get('rootElements') ?? []) as Process[];
  const [process, second] = roots.filter((one) => one.$type === 'bpmn:Process');
  if (!process) throw new Refusal('file-unreadable', { expected: 'a process' });
  if (second)
    throw new Refusal('field-invalid', { field: second.id, expected: 'one process, no second one' });
  return process;
}

function ownElement<T>(element: BpmnElement, type: string): T | undefined {
  const values = (element.get('extensionElements') as Process['extensionElements'])?.values ?? [];
  return values.find((one) => one.$type === type) as T | undefined;
}

function stepOf(task: BpmnElement, diagram: Diagram, notes: Note[]): unknown {
  const own = ownElement<StepElement>(task, 'mingjing:Step');
  const { limit, notBefore, afterEnd } = own ?? {};
  return {
    code: codeOf(task),
    name: nameOf(task, own, notes),
    after: afterOf(task, diagram, notes),
    mandatory: own?.mandatory ?? false,
    repeatable: own?.repeatable ?? true,
    siteCheck: own?.siteCheck ?? false,
    ...(afterEnd === undefined ? {} : { afterEnd }),
    posts: (own?.posts ?? []).map(({ code }) => code),
    separateFrom: (own?.separateFrom ?? []).map(({ step }) => step),
    ...(limit ? { limit: plainLimit(limit) } : {}),
    ...(notBefore ? { notBefore: plainLimit(notBefore) } : {}),
  };
}

const codeOf = (task: BpmnElement): string => ownElement<StepElement>(task, 'mingjing:Step')?.code ?? task.id;

/** Only what was written: an element also has what every element has. */
function plainLimit({ n, unit, from, rollEnd, note }: NonNullable<StepElement['limit']>) {
  return {
    n,
    unit,
    from,
    ...(rollEnd === undefined ? {} : { rollEnd }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The name in both languages; one that was changed in a drawing counts for both, since nobody knows which it is. */
function nameOf(task: BpmnElement, own: StepElement | undefined, notes: Note[]): FlowStep['name'] {
  const drawn = task.name ?? '';
  const { zh, en } = own?.title ?? {};
  if (zh && en && (drawn === '' || drawn === zh || drawn === en)) return { zh, en };
  const name = drawn || zh || en || codeOf(task);
  if (zh && en)
    notes.push({
      element: task.id,
      text: {
        zh: `图中名称已改为“${name}”，中英文名称都用它`,
        en: `Renamed in the drawing to "${name}"; it stands for both languages`,
      },
    });
  return { zh: name, en: name };
}

/** Codes of the tasks that lead to one. */
function afterOf(task: BpmnElement, diagram: Diagram, notes: Note[]): string[] {
  const { tasks, first } = diagram.before(task);
  const others = tasks.filter((one) => one !== task);
  if (others.length < tasks.length)
    notes.push({
      element: task.id,
      text: { zh: '回到自身的路径即“可重复办理”', en: 'A way back to itself says that it may be repeated' },
    });
  if (!first) return others.map(codeOf);
  if (others.length > 0)
    notes.push({
      element: task.id,
      text: {
        zh: '可以最先办理，因此不再等待其他环节',
        en: 'It may come first, and so it waits for no other step',
      },
    });
  return [];
}
