import type { FormInstance } from 'antd';
import { useRef, useState } from 'react';
import { catalogueApi } from '#contract/catalogue-api';
import { call, type ResponseOf } from '../../api.ts';
import { useExpected } from '../../i18n/use-expected.ts';
import { type ItemDraft, itemOf } from './item-draft.ts';
import { problemPath } from '../ui/problem-path.ts';

export type ItemProblem = ResponseOf<typeof catalogueApi.checkItem>['problems'][number];
type Path = (string | number)[];

/** Rest after leaving a field before the server is asked, so that tabbing through does not ask for each. */
const rest = 400;

/**
 * Checks the draft by the server and puts every problem at its field: while one writes, only at fields that were
 * touched; before saving, at all of them.
 */
export function useItemCheck(form: FormInstance<ItemDraft>, initial: ItemDraft) {
  const inWords = useExpected();
  const [problems, setProblems] = useState<ItemProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const [composed, setComposed] = useState<string | null>(null);
  const marked = useRef<Path[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(0);

  const mark = (found: ItemProblem[]) => {
    const paths = found.map(({ field }) => problemPath(field));
    const fields = [
      ...marked.current.map((name) => ({ name, errors: [] as string[] })),
      ...found.map(({ expected }, index) => ({ name: paths[index] as Path, errors: [inWords(expected)] })),
    ];
    marked.current = paths;
    // Names of fields come from the server; those that are no field of the form stand in the list alone.
    form.setFields(fields as never);
    setProblems(found);
  };
  const ask = async (draft: ItemDraft): Promise<ItemProblem[] | null> => {
    const turn = ++latest.current;
    const item = itemOf(draft) as Record<string, unknown>;
    const version = draft.flow?.version ?? initial.flow?.version ?? 1;
    const body = { ...item, flow: { ...(item.flow as object), version } };
    const answer = await call(catalogueApi.checkItem, { body });
    if (turn !== latest.current) return null;
    setComposed(answer.implementingCode);
    return answer.problems;
  };
  const touched = ({ field }: ItemProblem) => form.isFieldTouched(problemPath(field) as never);

  const later = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!form.isFieldsTouched()) return;
      // A check in passing that cannot be made is made again by the next one, and by saving.
      ask(form.getFieldsValue(true) as ItemDraft).then(
        (found) => found && mark(found.filter(touched)),
        () => undefined,
      );
    }, rest);
  };
  const all = async (draft: ItemDraft): Promise<ItemProblem[]> => {
    clearTimeout(timer.current);
    setBusy(true);
    try {
      const found = (await ask(draft)) ?? [];
      mark(found);
      return found;
    } catch {
      // The server is out of reach: saving will say so in its own words.
      return [];
    } finally {
      setBusy(false);
    }
  };
  const show = (problem: ItemProblem | undefined) => {
    if (problem) showField(form, problemPath(problem.field));
  };
  const showStep = (code: string) => {
    const steps = form.getFieldValue(['flow', 'steps']) as ({ code?: string } | undefined)[];
    const index = steps.findIndex((step) => step?.code?.trim() === code);
    showField(form, ['flow', 'steps', index, 'code']);
  };
  return { problems, busy, composed, later, all, show, showStep, clear: () => mark([]) };
}

/** Unfolds the step that holds a field, then scrolls there and puts the cursor into it. */
function showField(form: FormInstance<ItemDraft>, path: Path): void {
  if (path[0] === 'flow' && path[1] === 'steps' && typeof path[2] === 'number') {
    const fold = document.getElementById(`wb-step-${path[2]}`);
    if (fold instanceof HTMLDetailsElement) fold.open = true;
  }
  form.scrollToField(path as never, { block: 'center', focus: true });
}
