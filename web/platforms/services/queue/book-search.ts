import { z } from 'zod';
import { groupLetter } from '#contract/services/points';
import { code } from '#contract/text';

/** The group of windows or the item that somebody came for. */
export const bookSearch = z.object({ group: groupLetter.optional(), item: code.optional() });
