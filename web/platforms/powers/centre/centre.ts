import type { centreApi } from '#contract/powers/centre';
import type { ResponseOf } from '../../../api.ts';

export type Centre = ResponseOf<typeof centreApi.getCentre>;
