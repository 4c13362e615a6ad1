import type { catalogueApi } from '#contract/catalogue-api';
import type { ResponseOf } from '../../../api.ts';

/** An item in one version, as the catalogue gives it. */
export type ItemVersion = ResponseOf<typeof catalogueApi.getItem>;
