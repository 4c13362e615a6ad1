import type { figuresApi } from '#contract/figures';
import type { portalApi } from '#contract/portal';
import type { ResponseOf } from '../api.ts';

/** What the pages of the portal show, as the server answers it. */
export type Figures = ResponseOf<typeof figuresApi.getFigures>;
export type Months = ResponseOf<typeof figuresApi.getMonths>;
export type Progress = ResponseOf<typeof portalApi.getProgress>;
