import { toRfc3339, toRfc3339OrNull } from '#base/time';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { portalApi } from '#contract/portal';
import { getStoredCase, progressOf, type StoredCase } from '#spine/cases/case-view';
import { readReceipt, receiptCode } from '#spine/cases/receipt';
import { statusNames } from '#spine/cases/status-names';
import { clockContext } from '#spine/cases/fold-context';
import { clockViews } from '#spine/clocks/clock-view';
import type { Timetable } from '#spine/clocks/timetable';
import { applicationView } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';

/** The look-up of progress by the code on a receipt: no account, and no name of a person in the answer. */
export function registerProgressRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, portalApi.getProgress, async ({ params }) => {
    const key = readReceipt(params.receipt, spine.receiptKey);
    if (!key)
      throw new Refusal('not-found', {
        field: 'receipt',
        expected: 'the 24 letters and digits on the receipt',
      });
    const one = await getStoredCase(applicationView(spine), formatKey(key.city, key.id));
    const context = clockContext(spine.fold, {
      itemId: one.item.id,
      itemVersion: one.item.version,
      organId: one.organId,
    });
    const clocks = clockViews(
      withoutFreeText(one.timetable),
      (kind) => kind === 'promised' || kind === 'legal',
      new Set(),
      context,
      one.now,
    );
    const clock = clocks.find((view) => view.kind === 'promised') ?? clocks[0];
    return {
      receipt: receiptCode(key.city, key.id, spine.receiptKey),
      itemName: one.item.name,
      organName: context.organ.name,
      status: one.state.status,
      statusName: statusNames[one.state.status],
      openedAt: toRfc3339(one.state.openedAt),
      closedAt: toRfc3339OrNull(one.state.endedAt),
      dueAt: clock?.dueAt ?? null,
      late: clock?.late ?? false,
      explanation: clock?.explanation.map((line) => line.text) ?? [],
      steps: stepsOf(one),
      supervisionPhone: one.item.supervisionPhone ?? null,
      demonstration: spine.registry.sourceById(one.sourceId).demonstration,
    };
  });
}

/** What officials wrote as the ground of a pause or an extension may name somebody; the public is told that it was. */
export function withoutFreeText(timetable: Timetable): Timetable {
  const silent = <T extends { basis: string }>(entries: T[]): T[] =>
    entries.map((entry) => ({ ...entry, basis: '' }));
  const clocks = Object.entries(timetable.clocks).map(([kind, clock]) => [
    kind,
    { ...clock, pauses: silent(clock.pauses), extensions: silent(clock.extensions) },
  ]);
  return { ...timetable, clocks: Object.fromEntries(clocks) as Timetable['clocks'] };
}

function stepsOf({ item, state }: StoredCase) {
  const { done, current } = progressOf(item, state);
  return item.flow.steps
    .filter(({ code, mandatory }) => mandatory || done.has(code) || code === current)
    .map(({ code, name }) => {
      const trace = done.get(code);
      const stands = trace
        ? ('done' as const)
        : code === current
          ? ('current' as const)
          : ('waiting' as const);
      return { code, name, state: stands, at: trace ? toRfc3339(trace.last) : null };
    });
}
