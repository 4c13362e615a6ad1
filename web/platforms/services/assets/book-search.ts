import { z } from 'zod';
import { villageBooksQuery, voucherQuery } from '#contract/services/assets';

/** Which year of the books of a village, and which of its vouchers. */
export const bookSearch = z.object({ ...villageBooksQuery.shape, ...voucherQuery.shape });
