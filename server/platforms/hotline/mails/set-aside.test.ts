import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMail, withoutQuotes } from './read-mail.ts';
import { faultOf, reasonToSetAside } from './set-aside.ts';

const mail = (headers: string, body = '小区暖气一直不热，请尽快处理。') =>
  readMail(Buffer.from(`Message-ID: <1@example.cn>\r\n${headers}\r\n\r\n${body}`));
const own = ['hotline@example.gov.cn'];
const from = 'From: wang@example.cn';

describe('who wrote a message', () => {
  test.each([
    [from, null],
    [`${from}\r\nAuto-Submitted: no`, null],
    [`${from}\r\nAuto-Submitted: auto-replied; owner-email=x`, 'auto-reply'],
    [`${from}\r\nAuto-Submitted: auto-generated`, 'auto-reply'],
    [`${from}\r\nX-Autoreply: yes`, 'auto-reply'],
    [`${from}\r\nPrecedence: auto_reply`, 'auto-reply'],
    ['From: no-reply@shop.example', 'auto-reply'],
    [`${from}\r\nList-Id: <news.example.cn>`, 'list'],
    [`${from}\r\nPrecedence: bulk`, 'list'],
    ['From: MAILER-DAEMON@mx.example', 'bounce'],
    [`Return-Path: <>\r\n${from}`, 'bounce'],
    [`${from}\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x`, 'bounce'],
    ['From: Hotline <HOTLINE@example.gov.cn>', 'own'],
    [`${from}\r\nMessage-ID: <hotline.X@mingjing.invalid>`, 'own'],
  ])('given %j, then it is set aside as %j', async (headers, reason) => {
    const read = headers.includes('Message-ID')
      ? await readMail(Buffer.from(`${headers}\r\n\r\nx`))
      : await mail(headers);
    expect(reasonToSetAside(read, own)).toBe(reason);
  });
});

describe('what can be read', () => {
  test('given a subject and a body in GB18030, then both are decoded', async () => {
    // 热线 / 暖气不热 in GB18030.
    const subject = Buffer.from('c8c8cfdf', 'hex').toString('base64');
    const body = Buffer.from('c5afc6f8b2bbc8c8', 'hex').toString('base64');
    const read = await readMail(
      Buffer.from(
        `${from}\r\nSubject: =?GB18030?B?${subject}?=\r\nContent-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}`,
      ),
    );
    expect([read.subject, read.text]).toEqual(['热线', '暖气不热']);
    expect(read.messageId).toMatch(/^digest:[0-9a-f]{64}$/);
  });

  test('given HTML, then its text is there and nothing that runs or loads', async () => {
    const html =
      '<p>暖气<b>不热</b></p><script>alert(1)</script><img src="http://x/track.gif"><style>p{}</style>';
    const { text } = await mail(`${from}\r\nContent-Type: text/html; charset=utf-8`, html);
    expect(text).toContain('暖气不热');
    expect(text).not.toMatch(/alert|track|<|p\{/);
  });

  test.each([
    ['', 'no-text'],
    ['  \n ', 'no-text'],
    ['\ufffd\ufffd\ufffd请\ufffd', 'unreadable'],
    ['暖气不热', null],
  ])('given the text %j, then its fault is %j', async (text, fault) => {
    expect(faultOf(await mail(from, text), 0.1)).toBe(fault);
  });

  test('given any bytes, then reading ends in a message or in an error of the parser, and what is read can be stored', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const read = await readMail(Buffer.from(bytes)).catch(() => null);
        // oxlint-disable-next-line no-control-regex
        if (read) expect(`${read.subject}${read.text}`).not.toMatch(/[\u0000\u202e]/);
      }),
      { numRuns: 60 },
    );
  });

  test('given a reply with what it answers, then the quoted lines are left out', () => {
    expect(withoutQuotes('已经三天了\n> 您的来信已受理\n')).toBe('已经三天了');
    expect(withoutQuotes('仍未解决\n\n在 2026年3月2日，热线 <x@y> 写道：\n您的来信')).toBe('仍未解决');
    expect(withoutQuotes('> 全是引用')).toBe('> 全是引用');
  });
});
