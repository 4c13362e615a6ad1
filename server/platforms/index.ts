import type { Platform } from '#spine/platform/platform';

/** The only list of platforms. */
export const platforms: readonly Platform[] = [];
