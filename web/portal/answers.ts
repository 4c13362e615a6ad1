import type { overviewApi } from '#contract/overview';
import type { portalApi } from '#contract/portal';
import type { ResponseOf } from '../api.ts';

/** What the pages of the portal show, as the server answers it. */
export type Overview = ResponseOf<typeof overviewApi.getOverview>;
export type Progress = ResponseOf<typeof portalApi.getProgress>;
