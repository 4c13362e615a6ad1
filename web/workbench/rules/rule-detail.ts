import type { rulesApi } from '#contract/rules';
import type { ResponseOf } from '../../api.ts';

/** A rule as its page has it. */
export type RuleDetail = ResponseOf<typeof rulesApi.getRule>;
