import { Refusal } from '#base/errors';
import type { Say } from '#base/log';
import type { Role } from '#contract/roles';
import { applicationView } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { actOnPart } from '#spine/platform/part-commands';
import { settleReactions } from '#spine/platform/reactions';
import type { Spine } from '#spine/spine';
import { dispatchTicket } from './dispatch-ticket.ts';
import { joinTicket } from './join-ticket.ts';
import { receiveTicket } from './receive-ticket.ts';
import { findOrgans, responsibleFor } from './responsible.ts';
import { readSeedPlan, type SeedPlan } from './seed-plan.ts';
import { type SeedStep, seedSteps } from './seed-steps.ts';
import { noteTicketsTold, ticketsTold } from './seed-store.ts';
import { leadOf, liveAssignments } from './ticket.ts';
import { getTicket, type StoredTicket } from './ticket-view.ts';

type Key = { city: number; id: number };

const mediaProgramme = { name: '阳光政务热线（演示）', episode: '第12期' };

/** Invented tickets in every state, told by commands; goes on where it was broken off. */
export async function seedTickets(spine: Spine, say: Say): Promise<void> {
  const plan = readSeedPlan();
  const told = await ticketsTold(spine.pool);
  if (told >= plan.tickets.length) return;
  say('Telling the tickets of the hotline.');
  let previous: Key | null = null;
  for (const [n, ticket] of [...plan.tickets.entries()].slice(told)) {
    previous = await tell(spine, plan, ticket, n, previous);
    await noteTicketsTold(spine.pool, n + 1);
  }
  await settleReactions(spine);
}

async function tell(
  spine: Spine,
  plan: SeedPlan,
  ticket: SeedPlan['tickets'][number],
  n: number,
  previous: Key | null,
): Promise<Key | null> {
  const { region, community, address, ...said } = plan.texts[ticket.text]!;
  const { channel, confidential, caller = n } = ticket;
  const isMedia = channel === 'radio' || channel === 'television' || channel === 'newspaper';
  try {
    const key = await receiveTicket(
      spine,
      {
        ...said,
        channel,
        confidential,
        // Another house for each, so that none repeats another by accident.
        place: {
          region,
          community,
          address: ticket.caller === undefined ? `${address}（${n + 1}）` : address,
        },
        caller: { name: `演示${caller}`, phone: `1990001${String(1000 + caller)}` },
        ...(isMedia ? { programme: mediaProgramme } : null),
      },
      { actor: channel === 'portal' ? 'applicant' : `agent-demonstration-${n}`, uploader: null },
    );
    for (const step of ticket.steps) {
      await settleReactions(spine);
      await take(spine, key, step, { n, previous, handler: ticket.handler });
    }
    return key;
  } catch (error) {
    // Another province than the demonstration's may have no such place or organ: its story is left out.
    if (!(error instanceof Refusal)) throw error;
    spine.log.info('a ticket of the demonstration was left out', { n, code: error.code });
    return previous;
  }
}

const found = (spine: Spine, { one }: Pick<StoredTicket, 'one'>) =>
  getTicket(applicationView(spine), formatKey(one.city, one.id));

/** One step, as an agent, an approver of the centre or a handler of an organ takes it. */
async function take(
  spine: Spine,
  key: Key,
  name: string,
  { n, previous, handler }: { n: number; previous: Key | null; handler?: string },
): Promise<void> {
  const ticket = await getTicket(applicationView(spine), formatKey(key.city, key.id));
  const agent = { actor: `agent-demonstration-${n}` };
  if (name === 'dispatch' || name === 'dispatch-joint')
    return dispatchTicket(spine, agent, ticket, organsFor(spine, ticket, name === 'dispatch-joint'));
  if (name === 'join-previous') {
    if (previous)
      await joinTicket(spine, applicationView(spine), agent, ticket, {
        main: formatKey(previous.city, previous.id),
        kind: 'cluster',
      });
    return;
  }
  await command(spine, await found(spine, ticket), seedSteps[name]!, { n, handler });
}

/** The responsible organ; beside it, where asked, the markets' one of the same place. */
function organsFor({ registry }: Spine, { state }: StoredTicket, withJoint: boolean) {
  const [lead] = responsibleFor(registry, state.category, state.region);
  if (!lead) throw new Refusal('organ-unknown', { field: 'category' });
  const other = findOrgans(registry, state.region, '市场监督管理局').find(
    ({ organ }) => organ !== lead.organ,
  );
  return {
    lead: lead.organ,
    joint: withJoint && other ? [other.organ] : [],
    instruction: '请核实情况，依法处理，并将结果答复诉求人。',
  };
}

const officials: Record<SeedStep['as'], Role> = {
  agent: 'hotline-agent',
  head: 'approver',
  handler: 'handler',
  joint: 'handler',
  caller: 'citizen',
};

async function command(
  spine: Spine,
  { one, state }: StoredTicket,
  { as, action, values }: SeedStep,
  { n, handler }: { n: number; handler?: string },
): Promise<void> {
  const named = as === 'handler' ? handler : undefined;
  const actor = as === 'caller' ? 'applicant' : (named ?? `${as}-demonstration-${n}`);
  const by = { actor, roles: new Set([officials[as]]) };
  if (as !== 'handler' && as !== 'joint') return actOnPart(spine, one, { action, values }, by);
  const lead = leadOf(state);
  const part = as === 'handler' ? lead : liveAssignments(state).find(({ n: other }) => other !== lead?.n);
  if (!part?.case) throw new Refusal('case-unknown');
  return actOnPart(spine, part.case, { action, values }, by);
}
