import type { FastifyRequest } from 'fastify';
import type { Queries } from '#base/db';
import { reachOf, wholeReach } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import type { Principal } from '#spine/identity/principal';
import type { Reaches } from '#spine/identity/reach-setting';
import { readerOf } from '#spine/identity/reader';
import type { Spine } from '#spine/spine';

/** The spine as somebody sees it: rows come through `db`, and what is found is checked against `reaches`. */
export interface View extends Omit<Spine, 'pool'> {
  readonly db: Queries;
  readonly reaches: Reaches;
}

/** How far a principal sees. */
export function reachesOf(principal: Principal): Reaches {
  return {
    cases: reachOf(principal, 'cases.read'),
    alerts: reachOf(principal, 'alerts.read'),
    corrections: reachOf(principal, 'corrections.read'),
    imports: reachOf(principal, 'imports.run'),
  };
}

/** What whoever asks sees. Refusal: sign-in-needed. */
export function viewOf({ pool, ...spine }: Spine, request: FastifyRequest): View {
  const reaches = reachesOf(principalOf(request));
  return { ...spine, db: spine.rowSecurity ? readerOf(pool, reaches) : pool, reaches };
}

const whole: Reaches = {
  cases: wholeReach,
  alerts: wholeReach,
  corrections: wholeReach,
  imports: wholeReach,
};

/** What the application itself sees, for what it shows by another right than a grant (a receipt code). */
export function applicationView({ pool, ...spine }: Spine): View {
  return { ...spine, db: pool, reaches: whole };
}
