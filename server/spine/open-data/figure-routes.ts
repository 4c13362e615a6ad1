import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { figuresApi } from '#contract/figures';
import type { Spine } from '#spine/spine';
import { figuresOf, monthsOf } from './place-figures.ts';

/** Published figures as the pages of the portal show them. */
export function registerFigureRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, figuresApi.getFigures, ({ query }) => figuresOf(spine, query));
  route(app, figuresApi.getMonths, ({ query }) => monthsOf(spine, query.region));
}
