import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { OperatorError } from './operator-error.ts';

describe('settings from the environment', () => {
  test('given nothing, when read, then the defaults stand', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: 'localhost',
      dataFolder: path.resolve('data'),
      databaseUrl: undefined,
      demo: true,
      keyFile: path.resolve('data/keys.json'),
    });
  });

  test('given a folder or a bucket for files, when read, then each is taken as it is', () => {
    expect(readConfig({ MINGJING_FILES: '/srv/files' }).files).toEqual({
      kind: 'folder',
      folder: '/srv/files',
    });
    const bucket = {
      MINGJING_FILES: 's3://mingjing/shandong',
      MINGJING_FILES_ENDPOINT: 'https://s3.example.cn',
      MINGJING_FILES_REGION: 'cn-north-1',
      MINGJING_FILES_KEY: 'key',
      MINGJING_FILES_SECRET: 'secret',
    };
    expect(readConfig(bucket).files).toEqual({
      kind: 's3',
      bucket: 'mingjing',
      prefix: 'shandong/',
      endpoint: new URL('https://s3.example.cn'),
      region: 'cn-north-1',
      accessKey: 'key',
      secretKey: 'secret',
    });
  });

  test('given a bucket that nothing leads to, a key without a bucket, or another store, when read, then it is named', () => {
    expect(() => readConfig({ MINGJING_FILES: 's3://mingjing' })).toThrow(
      'MINGJING_FILES_ENDPOINT is not set',
    );
    expect(() => readConfig({ MINGJING_FILES_KEY: 'key' })).toThrow('MINGJING_FILES_KEY is set, but');
    expect(() => readConfig({ MINGJING_FILES: 'ftp://mingjing' })).toThrow(
      'MINGJING_FILES is "ftp://mingjing"',
    );
    expect(() => readConfig({ MINGJING_FILES: 's3://A' })).toThrow('MINGJING_FILES is "s3://A"');
  });

  test('given a place for the scanner, when read, then it is a socket, a host with its port, or none', () => {
    expect(readConfig({ MINGJING_CLAMD: '/run/clamd.sock' }).scanner).toEqual({ socket: '/run/clamd.sock' });
    expect(readConfig({ MINGJING_CLAMD: 'scanner:3310' }).scanner).toEqual({ host: 'scanner', port: 3310 });
    expect(readConfig({ MINGJING_CLAMD: '0' }).scanner).toBe(false);
    expect(() => readConfig({ MINGJING_CLAMD: 'scanner' })).toThrow('MINGJING_CLAMD is "scanner"');
  });

  test('given a mail server and a sender, then both are read; one alone, or no mail server, is refused without its secret', () => {
    const server = 'smtps://user:secret@mail.example.cn';
    const from = 'mirror@example.cn';
    expect(readConfig({ MINGJING_SMTP: server, MINGJING_MAIL_FROM: from }).mail).toEqual({ server, from });
    expect(() => readConfig({ MINGJING_SMTP: server })).toThrow('MINGJING_MAIL_FROM');
    expect(() => readConfig({ MINGJING_MAIL_FROM: from })).toThrow('MINGJING_SMTP');
    expect(() => readConfig({ MINGJING_SMTP: 'http://user:secret@x', MINGJING_MAIL_FROM: from })).toThrow(
      /^(?!.*secret).*MINGJING_SMTP/,
    );
    const gateway = { MINGJING_GATEWAY: 'https://sms.example.cn/send', MINGJING_GATEWAY_TOKEN: 'token' };
    expect(readConfig(gateway).gateway).toEqual({
      address: new URL('https://sms.example.cn/send'),
      token: 'token',
    });
  });

  test('given a mailbox, then its parts are read; another protocol or nobody to read it is refused without its secret', () => {
    const inbox = { host: 'mail.example.cn', user: 'hotline@example.cn', password: 'se/cret' };
    expect(
      readConfig({ MINGJING_IMAP: 'imaps://hotline%40example.cn:se%2Fcret@mail.example.cn' }).inbox,
    ).toEqual({
      ...inbox,
      port: 993,
      secure: true,
      folder: 'INBOX',
    });
    expect(
      readConfig({
        MINGJING_IMAP: 'imap://hotline%40example.cn:se%2Fcret@mail.example.cn:1143/%E7%83%AD%E7%BA%BF',
      }).inbox,
    ).toEqual({ ...inbox, port: 1143, secure: false, folder: '热线' });
    for (const wrong of ['pop3://u:secret@h', 'imaps://mail.example.cn', 'imaps://secret'])
      expect(() => readConfig({ MINGJING_IMAP: wrong })).toThrow(/^(?!.*secret).*MINGJING_IMAP/);
  });

  test('given proxies, then each is an address or a range', () => {
    expect(readConfig({ MINGJING_PROXY: '10.0.0.1, fd00::/8' }).proxies).toEqual(['10.0.0.1', 'fd00::/8']);
    for (const wrong of ['proxy', '10.0.0.1/40', '10.0.0.1,'])
      expect(() => readConfig({ MINGJING_PROXY: wrong })).toThrow('MINGJING_PROXY');
  });

  test('given empty variables, when read, then they count as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', MINGJING_DEMO: '' })).toEqual(readConfig({}));
  });

  test('given every variable, when read, then each is taken', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '0.0.0.0',
      MINGJING_DATA: '/var/lib/x',
      DATABASE_URL: 'postgres://u:p@h/d',
      MINGJING_DEMO: '0',
      MINGJING_KEYS: '/etc/keys.json',
    });
    expect(config).toEqual({
      port: 0,
      host: '0.0.0.0',
      dataFolder: '/var/lib/x',
      databaseUrl: 'postgres://u:p@h/d',
      demo: false,
      keyFile: '/etc/keys.json',
    });
  });

  test.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['HOST', 'two words'],
    ['MINGJING_DEMO', 'yes'],
  ])(
    'given %s=%s, when read, then the error names it, what was given and what was expected',
    (name, given) => {
      const read = () => readConfig({ [name]: given });
      expect(read).toThrow(OperatorError);
      expect(read).toThrow(`${name} is ${JSON.stringify(given)}; expected `);
    },
  );

  test.each(['mysql://u:secret@h/d', 'secret', 'postgresql://u:secret@:x/d'])(
    'given the address %s, when read, then it is refused without showing the password',
    (given) => {
      const read = () => readConfig({ DATABASE_URL: given });
      expect(read).toThrow(/DATABASE_URL .* expected an address such as postgresql:/);
      expect(read).not.toThrow(/secret/);
    },
  );

  test('given two wrong variables, when read, then both are named', () => {
    expect(() => readConfig({ PORT: 'x', MINGJING_DEMO: 'x' })).toThrow(/PORT is[^]*MINGJING_DEMO is/);
  });
});
