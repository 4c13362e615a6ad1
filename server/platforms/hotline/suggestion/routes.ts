import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { suggestionApi } from '#contract/hotline/suggestion';
import type { Spine } from '#spine/spine';
import { suggestCategories } from './suggest.ts';

/** Suggested categories, for whoever writes a ticket down. */
export function registerSuggestionRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, suggestionApi.suggestCategory, ({ body }) => suggestCategories(spine, body.text));
}
