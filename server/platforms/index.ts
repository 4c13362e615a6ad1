import type { Platform } from '#spine/platform/platform';
import { services } from './services/index.ts';

/** The only list of platforms. */
export const platforms: readonly Platform[] = [services];
