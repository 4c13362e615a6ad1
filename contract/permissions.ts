import type { Role } from '#contract/roles';

/**
 * How far a permission reaches from a grant: what is one's own, what concerns the organ of the grant, the region of the
 * grant with all below it, or the whole installation.
 */
export type Reach = 'own' | 'organ' | 'region' | 'installation';

/** What can be permitted: `<what>.<act>`. Deny by default: what stands with no role is nobody's. */
export const permissions = [
  'alerts.read',
  'cases.read',
  'cases.act',
  'corrections.read',
  /** Signing, rectifying, appealing, answering: the organ's side. */
  'corrections.answer',
  /** Issuing, verifying, deciding appeals, escalating: the supervisor's side. */
  'corrections.supervise',
  /** Watching the cameras of service halls; each viewing is recorded. */
  'halls.watch',
  /** Trying a rule on the past, without any effect. */
  'rules.try',
  /** Switching rules and changing their thresholds, for the whole installation. */
  'rules.decide',
  /** Scores of organs, with what they are made of. */
  'scores.read',
  /** Scores of the posts and persons of an organ. */
  'scores.people',
  'scores.appeal',
  /** Proposing and deciding adjustments, by two persons; supervision proposals. */
  'scores.decide',
  'catalogue.edit',
  'calendars.edit',
  'organs.edit',
  /** Service points: hours, windows, agents. */
  'points.edit',
  /** Calling tickets at windows. */
  'queue.call',
  /** The knowledge base with what is for officials alone. */
  'knowledge.read',
  /** Entries of the knowledge base: of one's own organ, or of the organs of the hotline's region. */
  'knowledge.edit',
  /** Writing bulletins and annual reports on openness. */
  'bulletins.edit',
  /** Approving what another wrote, and withdrawing it. */
  'bulletins.approve',
  'imports.run',
  'sources.manage',
  'statistics.read',
  'people.read',
  /** Accounts and posts. */
  'people.manage',
  'grants.propose',
  'grants.approve',
  'personal.read',
  /** Asking for the erasure of a person, and deciding what another asked for. */
  'personal.erase',
  'break-glass.ask',
  'break-glass.approve',
  'audit.read',
  'evidence.read',
  /** How the system itself runs: loops, queues, processes, alarms about them. */
  'operations.read',
] as const;
export type Permission = (typeof permissions)[number];

/**
 * What an endpoint asks for: a permission, or only that somebody is signed in; a session, also one that has not passed all
 * its steps yet; a source's token; nothing.
 */
export type Access = Permission | 'signed-in' | 'session' | 'source' | 'everybody';

const organReads = { 'alerts.read': 'organ', 'cases.read': 'organ', 'corrections.read': 'organ' } as const;
const regionReads = {
  'alerts.read': 'region',
  'cases.read': 'region',
  'corrections.read': 'region',
  'statistics.read': 'region',
} as const;

/** Role × permission → reach (domain rules: who handles never supervises; administrators see no cases). */
export const rolePermissions: Record<Role, Partial<Record<Permission, Reach>>> = {
  // Whoever takes a case in and whoever handles it reaches the applicant; who reviews or decides sees them masked.
  'window-clerk': { ...organReads, 'cases.act': 'organ', 'queue.call': 'organ', 'personal.read': 'organ' },
  handler: {
    ...organReads,
    'cases.act': 'organ',
    'corrections.answer': 'organ',
    'personal.read': 'organ',
    'knowledge.read': 'organ',
    'knowledge.edit': 'organ',
    'bulletins.edit': 'organ',
  },
  reviewer: { ...organReads, 'cases.act': 'organ' },
  approver: { ...organReads, 'cases.act': 'organ', 'bulletins.approve': 'organ' },
  'organ-head': {
    ...organReads,
    'corrections.answer': 'organ',
    'statistics.read': 'organ',
    'scores.read': 'organ',
    'scores.people': 'organ',
    'scores.appeal': 'organ',
    'points.edit': 'organ',
    'knowledge.read': 'organ',
    'knowledge.edit': 'organ',
    'bulletins.edit': 'organ',
    'bulletins.approve': 'organ',
  },
  'organ-inspector': {
    ...organReads,
    'statistics.read': 'organ',
    'scores.read': 'organ',
    'scores.people': 'organ',
    'halls.watch': 'organ',
  },
  'supervision-officer': {
    ...regionReads,
    'corrections.supervise': 'region',
    'scores.read': 'region',
    'scores.people': 'region',
    'scores.decide': 'region',
    'halls.watch': 'region',
    'rules.try': 'region',
    'personal.read': 'region',
    'break-glass.ask': 'region',
    'evidence.read': 'region',
    'knowledge.read': 'region',
    'bulletins.edit': 'region',
  },
  'supervision-head': {
    ...regionReads,
    'corrections.supervise': 'region',
    'halls.watch': 'region',
    'scores.read': 'region',
    'scores.people': 'region',
    'scores.decide': 'region',
    'rules.try': 'region',
    'rules.decide': 'region',
    'personal.read': 'region',
    'personal.erase': 'region',
    'break-glass.ask': 'region',
    'break-glass.approve': 'region',
    'evidence.read': 'region',
    'knowledge.read': 'region',
    'bulletins.edit': 'region',
    'bulletins.approve': 'region',
  },
  // A screen on a wall that stays signed in: it looks and does nothing.
  'wall-screen': { 'alerts.read': 'region', 'cases.read': 'region', 'statistics.read': 'region' },
  // Takes in and sends on what is reported, and calls back; reads who called, which is written down.
  'hotline-agent': {
    'cases.read': 'region',
    'cases.act': 'organ',
    'personal.read': 'organ',
    'knowledge.read': 'region',
    'knowledge.edit': 'region',
  },
  'village-clerk': { ...organReads, 'cases.act': 'organ', 'queue.call': 'organ', 'personal.read': 'organ' },
  /** Signs what the clerk wrote; handles nothing itself. */
  'village-committee': { ...organReads, 'cases.act': 'organ' },
  /** Of a town's station: keeps the register of the seals below it and approves stampings; acts on nothing else. */
  'seal-approver': { 'cases.read': 'region', 'cases.act': 'region' },
  'system-administrator': {
    'catalogue.edit': 'installation',
    'calendars.edit': 'installation',
    'organs.edit': 'installation',
    'points.edit': 'installation',
    'imports.run': 'installation',
    'sources.manage': 'installation',
    'people.read': 'installation',
    'people.manage': 'installation',
    'grants.propose': 'installation',
    'operations.read': 'installation',
  },
  // Sees nothing of whom it erases but the number.
  'security-administrator': {
    'people.read': 'installation',
    'grants.approve': 'installation',
    'personal.erase': 'installation',
  },
  auditor: { 'people.read': 'installation', 'audit.read': 'installation', 'evidence.read': 'installation' },
  citizen: { 'cases.read': 'own' },
};
