import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { validate } from 'dockerfile-utils';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { openDatabase } from '#base/db';
import { readConfig } from '#base/config';
import { Metrics } from '#spine/watch/metrics';
import { watchLimits } from '#spine/watch/limits';

const root = path.join(import.meta.dirname, '..');
const read = (name: string) => readFileSync(path.join(root, 'deploy', name), 'utf8');
const there = (program: string) => spawnSync('/bin/sh', ['-c', `command -v ${program}`]).status === 0;
const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-deploy-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the container file', () => {
  const text = read('Containerfile');

  test('given it is linted, then nothing is found', () => {
    expect(validate(text)).toEqual([]);
  });

  test('given what it copies from the repository, then it is there, and nothing runs as root', () => {
    const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) =>
      names!.split(' '),
    );
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
    expect(text.lastIndexOf('\nUSER mingjing')).toBeGreaterThan(text.lastIndexOf('\nFROM'));
  });
});

describe('the compose file', () => {
  test('given it is linted against the schema of Compose, then nothing is found', () => {
    // Left out: rules about the order in which keys stand, and which quotes.
    const style = [
      'service-keys-order',
      'services-alphabetical-order',
      'require-quotes-in-ports',
      'top-level-properties-order',
    ];
    const linted = spawnSync(
      process.execPath,
      [
        'node_modules/dclint/bin/dclint.cjs',
        'deploy/compose.yaml',
        '--max-warnings',
        '0',
        ...style.flatMap((rule) => ['--disable-rule', rule]),
      ],
      { cwd: root, encoding: 'utf8' },
    );
    expect([linted.status, linted.stdout]).toEqual([0, expect.not.stringContaining('error')]);
  });

  test('given its servers, then there are two on one data folder, and no password stands in it', () => {
    const text = read('compose.yaml');
    const { services } = parse(text, { merge: true }) as {
      services: Record<string, { volumes: string[]; command: string[] }>;
    };
    const servers = Object.entries(services).filter(([name]) => name.startsWith('server-'));
    expect(servers).toHaveLength(2);
    expect(servers.every(([, { volumes }]) => volumes.includes('data:/data'))).toBe(true);
    expect(text).not.toMatch(/PASSWORD: (?!\/)/);
  });

  test('given the settings that files name, then the server knows them', () => {
    const names = [
      ...[...readdirSync(path.join(root, 'deploy/systemd'))].map((name) => read(`systemd/${name}`)),
      read('Containerfile'),
      read('compose.yaml'),
    ]
      .flatMap((text) => text.match(/\bMINGJING_[A-Z_]+(?==|: )/g) ?? [])
      .filter((name) => name !== 'MINGJING_HOST');
    expect(new Set(names).size).toBeGreaterThan(4);
    // An unknown name is not read at all, so that a nonsensical value of it is not refused.
    for (const name of new Set(names)) {
      const good = { MINGJING_KEYS: true, MINGJING_DATA: true }[name];
      if (!good) expect(() => readConfig({ [name]: '\n' }), name).toThrow(name);
    }
  });
});

describe('the proxies', () => {
  test.each(['Caddyfile', 'nginx.conf'])(
    'given %s, then its braces match, streams are not buffered, and monitors stay inside',
    (name) => {
      const text = read(name).replaceAll(/^\s*#.*$/gm, '');
      let depth = 0;
      for (const brace of text.match(/[{}]/g) ?? []) {
        depth += brace === '{' ? 1 : -1;
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect(depth).toBe(0);
      expect(text).toContain('/api/live');
      expect(text).toMatch(name === 'Caddyfile' ? /flush_interval -1/ : /proxy_buffering off/);
      expect(text).toMatch(/\/metrics[^}]*404|respond @monitors 404/);
    },
  );

  test('given nginx.conf, then every directive ends', () => {
    const lines = read('nginx.conf')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line && !line.startsWith('#'));
    expect(lines.filter((line) => !/[;{}]$/.test(line))).toEqual([]);
  });

  test.skipIf(!there('caddy'))('given Caddy on this machine, then it accepts the Caddyfile', () => {
    const said = spawnSync('caddy', ['validate', '--adapter', 'caddyfile', '--config', 'deploy/Caddyfile'], {
      cwd: root,
      env: { ...process.env, MINGJING_HOST: 'localhost' },
      encoding: 'utf8',
    });
    expect(said.status, said.stderr).toBe(0);
  });
});

describe('the service units', () => {
  const units = readdirSync(path.join(root, 'deploy/systemd'));

  test.skipIf(!there('systemd-analyze'))('given systemd on this machine, then it accepts each', async () => {
    const files: string[] = [];
    for (const name of units) {
      // What stands on another machine is taken out: the program, its folder, the file of settings.
      const text = read(`systemd/${name}`)
        .replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true')
        .replace(/^WorkingDirectory=.*$/m, 'WorkingDirectory=/');
      const file = path.join(folder, name.replace('@.', '@3000.'));
      await writeFile(file, text);
      files.push(file);
    }
    const said = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
    expect([said.status, said.stderr]).toEqual([0, '']);
  });

  test('given a timer, then its service is there; given a command, then the program has it', () => {
    const commands = readFileSync(path.join(root, 'server/cli.ts'), 'utf8');
    for (const name of units) {
      if (name.endsWith('.timer')) expect(units).toContain(name.replace('.timer', '.service'));
      const command = /server\/cli\.ts (\S+)/.exec(read(`systemd/${name}`))?.[1];
      if (command) expect(commands).toContain(`.command('${command}')`);
    }
  });
});

const ruleFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^\w+$/),
          expr: z.string(),
          for: z.string().regex(/^\d+[smh]$/),
          labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
          annotations: z.strictObject({ summary: z.string() }),
        }),
      ),
    }),
  ),
});

describe('the rules for Prometheus', () => {
  const rules = ruleFile
    .parse(parse(read('prometheus/mingjing.rules.yml')))
    .groups.flatMap((group) => group.rules);

  test.each(rules)('given $alert, then its expression is PromQL', ({ expr }) => {
    let broken = false;
    parser.parse(expr).iterate({
      enter: ({ type }) => {
        if (type.isError) broken = true;
      },
    });
    expect(broken).toBe(false);
  });

  test('given an expression that is none, then the same check finds it', () => {
    let broken = false;
    parser.parse('min by (loop (x) > > 1').iterate({
      enter: ({ type }) => {
        if (type.isError) broken = true;
      },
    });
    expect(broken).toBe(true);
  });

  test('given the metrics, loops and queues that they name, then there are such', async () => {
    const database = openDatabase('postgresql://nobody@127.0.0.1:1/none', { connections: 1 });
    const metrics = new Metrics({
      now: () => 0,
      pool: database.pool,
      dataFolder: folder,
      newest: () => null,
      streams: () => 0,
    });
    const text = await metrics.render();
    metrics.stop();
    await database.close();
    const names = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name!));
    const all = rules.map(({ expr }) => expr).join(' ');
    const used = all.match(/\bmingjing_\w+/g) ?? [];
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((name) => !names.has(name.replace(/_(count|sum|bucket)$/, '')))).toEqual([]);
    const labelled = (label: string) =>
      [...all.matchAll(new RegExp(`${label}=~?"([^"]+)"`, 'g'))].flatMap(([, values]) => values!.split('|'));
    expect(labelled('loop').filter((name) => !(name in watchLimits.loops))).toEqual([]);
    expect(labelled('queue').filter((name) => !(name in watchLimits.queues))).toEqual([]);
  });

  test('given the configuration that scrapes, then it names the file of rules', () => {
    const { rule_files: files } = parse(read('prometheus/prometheus.yml')) as { rule_files: string[] };
    expect(files.every((name) => existsSync(path.join(root, 'deploy/prometheus', name)))).toBe(true);
  });
});
