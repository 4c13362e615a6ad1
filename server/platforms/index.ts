import type { Platform } from '#spine/platform/platform';
import { hotline } from './hotline/index.ts';
import { powers } from './powers/index.ts';
import { services } from './services/index.ts';

/** The only list of platforms. */
export const platforms: readonly Platform[] = [services, powers, hotline];
