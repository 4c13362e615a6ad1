import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Config, filesOf } from '#base/config';
import { Refusal } from '#base/errors';
import { openFileStore } from '#base/file-store';
import { readKeys } from '#base/keys';
import { createLog, type Say } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { startDatabase } from '#base/start-database';
import { systemNow } from '#base/time';
import { createApp } from './app.ts';
import { openMonitoring } from './monitoring.ts';
import { installPlatforms, preparePlatforms, startPlatforms } from './install-platforms.ts';
import { runDemonstration } from './demonstration.ts';
import { findScanner } from '#spine/attachments/scanner';
import { keepDecisions } from '#spine/alerts/rule-decisions';
import { startTelling } from '#spine/bulletins/tell-subscribers';
import { keepSweeping } from '#spine/attachments/sweep';
import { recomputeOutdated } from '#spine/clocks/recompute';
import { superviseCorrections } from '#spine/corrections/supervision-loop';
import { evidenceFolder, openEvidence } from '#spine/evidence/evidence';
import { refuseOlderDatabase } from '#spine/evidence/restored';
import type { IdentitySettings } from '#spine/identity/identity-settings';
import { FileSender } from '#spine/identity/sender';
import { refuseForeignKeys } from '#spine/privacy/record-keys';
import { startMessages } from '#spine/messages/message-loop';
import { gatewayWay, mailFolderWay, type MessageWays, smtpWay } from '#spine/messages/ways';
import { startReactions } from '#spine/platform/reactions';
import { openSpine } from '#spine/spine';
import { keepRollingUp } from '#spine/statistics/periods/roll-up';
import { keepReporting } from '#spine/statistics/saved/make-reports';

/** A running installation. */
export interface Running {
  url: string;
  close(): Promise<void>;
}

/** What is said while the installation is being prepared, and again while it closes. */
const notReady: RequestListener = (_request, response) => {
  const refusal = new Refusal('not-ready', { detail: 'The installation is being prepared or closes.' });
  response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2' });
  response.end(JSON.stringify(refusal.toProblem()));
};

/** What the settings say of people's ways in. A demonstration sends codes into a file. */
function identityOf({ address, openId, demo, dataFolder }: Config, port: number): IdentitySettings {
  const sender = demo ? new FileSender(path.join(dataFolder, 'messages.jsonl')) : null;
  return {
    address: address ?? null,
    here: new URL(`http://localhost:${port}`),
    openId: openId ?? null,
    sender,
  };
}

/** The ways that the settings name. A demonstration writes e-mails into a folder. */
function waysOf({ mail, gateway, demo, dataFolder }: Config): MessageWays {
  return {
    ...(mail
      ? { email: smtpWay(mail.server, mail.from) }
      : demo && { email: mailFolderWay(path.join(dataFolder, 'mail'), 'mingjing@example.invalid') }),
    ...(gateway && { gateway: gatewayWay(gateway.address.href, gateway.token) }),
  };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new OperatorError(`Port ${port} is in use. Choose another one: PORT=3100 npm start`)
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Opens the door at once, answering 503 until there is somebody behind it. `localhost` means both of its addresses. */
async function openDoor(
  config: Config,
  handler: () => RequestListener,
): Promise<{ servers: Server[]; port: number }> {
  const make = () => createServer((request, response) => handler()(request, response));
  if (config.host !== 'localhost') {
    const server = make();
    return { servers: [server], port: await listen(server, config.port, config.host) };
  }
  const first = make();
  const port = await listen(first, config.port, '127.0.0.1');
  const second = make();
  const both = await listen(second, port, '::1').then(
    () => true,
    () => false,
  );
  return { servers: both ? [first, second] : [first], port };
}

/** Starts everything in order: door, database, spine, demonstration, routes, ticker. */
export async function serve(config: Config, say: Say): Promise<Running> {
  const log = createLog(undefined, config.logLevel);
  let handler = notReady;
  const { servers, port } = await openDoor(config, () => handler);
  const closing: (() => Promise<unknown>)[] = servers.map(
    (server) => () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  const close = async (): Promise<void> => {
    handler = notReady;
    for (const step of closing.splice(0).reverse())
      await step().catch((error: unknown) => log.error('something could not be closed', error));
  };
  try {
    const keys = await readKeys(config, say);
    const database = await startDatabase(config, say, { connections: 16, name: 'mingjing-serve' });
    closing.push(() => database.close());
    const { pool } = database;
    const evidence = await openEvidence(
      { pool, log, now: systemNow, keys },
      evidenceFolder(config.dataFolder),
    );
    await refuseOlderDatabase(pool, evidence.files);
    installPlatforms();
    const spine = await openSpine({
      pool,
      log,
      say,
      now: systemNow,
      demonstration: config.demo,
      keys: keys,
      identity: identityOf(config, port),
      files: await openFileStore(filesOf(config)),
      scanner: await findScanner(config.scanner, say),
      ways: waysOf(config),
      inbox: config.inbox,
      videoGateway: config.videoGateway,
    });
    await refuseForeignKeys(spine.pool, keys);
    await preparePlatforms(spine);
    const monitoring = await openMonitoring(spine, config, { appUrl: database.access.appUrl, port });
    closing.push(() => monitoring.stop());
    const app = await createApp(spine, log, undefined, evidence.files, monitoring.monitor, config.proxies);
    await app.ready();
    evidence.sequencer.start();
    closing.push(() => evidence.sequencer.stop());
    closing.push(() => app.close());
    closing.push(() => spine.journal.close());
    if (config.demo) {
      const stop = await runDemonstration(spine, say);
      closing.push(stop);
    }
    await recomputeOutdated(spine);
    spine.ticker.start(spine.now);
    closing.push(() => spine.ticker.stop());
    closing.push(superviseCorrections(spine));
    closing.push(keepDecisions(spine));
    closing.push(startMessages(spine));
    closing.push(startTelling(spine));
    closing.push(keepSweeping(spine));
    closing.push(keepRollingUp(spine));
    closing.push(keepReporting(spine));
    closing.push(startReactions(spine));
    closing.push(startPlatforms(spine));
    closing.push(async () => spine.live.close());
    await monitoring.start();
    handler = (request, response) => app.routing(request, response);
    return { url: `http://localhost:${port}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}
