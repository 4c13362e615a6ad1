import fastifyHelmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/**
 * What a browser is told with every answer (OWASP ASVS 5.0, V3.4): pages take scripts, fonts and data from here alone and
 * stand in nobody's frame. Styles may stand in the page, since Ant Design writes its own there.
 * @param encrypted whether people reach it over https; only then may a browser be told never to come otherwise
 */
export async function sendSecurityHeaders(app: FastifyInstance, encrypted: boolean): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // A player feeds a stream to the page as an object of its own (Media Source Extensions).
        mediaSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: encrypted,
    referrerPolicy: { policy: 'same-origin' },
  });
}
