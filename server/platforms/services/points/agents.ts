import type { Principal } from '#spine/identity/principal';
import type { AgentRow } from './store.ts';

/** What tells whether somebody acts for villagers at a point. */
export interface PointWithAgents {
  level: number;
  agents: readonly AgentRow[];
}

/**
 * The register entry by which a principal acts for villagers at a village point; null for everybody else. A point that is
 * suspended keeps its agents: what waits there goes on.
 */
export function agentOf(principal: Principal | null, point: PointWithAgents): AgentRow | null {
  if (!principal || point.level !== 6) return null;
  return point.agents.find(({ accountId }) => accountId === principal.accountId) ?? null;
}
