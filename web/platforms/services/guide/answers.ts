import type { guideApi } from '#contract/services/guide';
import type { ResponseOf } from '../../../api.ts';

/** What the pages of the guide show, as the server answers it. */
export type GuideRow = ResponseOf<typeof guideApi.search>['rows'][number];
export type GuideItem = ResponseOf<typeof guideApi.item>;
export type LevelEntry = ResponseOf<typeof guideApi.levels>['entries'][number];
export type Suggestion = ResponseOf<typeof guideApi.suggest>[number];
