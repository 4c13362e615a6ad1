import type { Platform } from '#spine/platform/platform';

/** Government services, from province to village (电子政务服务). */
export const services: Platform = {
  name: 'services',
  parts: [],
  routes: () => {},
};
