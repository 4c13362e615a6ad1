import { URI, type TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { identityApi } from '#contract/identity';
import { startInstallation } from '../support/installation.ts';
import { people, signedInAs } from '../support/signed-in.ts';
import { visitorOf } from './visitor.ts';
import { answer, nobodys, soon } from './choose.ts';
import { faultsHere, faultsOnPages, type PageToLookAt, violationsOf } from './page-faults.ts';

const { url } = await startInstallation({ demo: true });
// Passkeys belong to a name of a host, not to its number.
const named = url.replace('127.0.0.1', 'localhost');
const visitor = visitorOf(named);

type Accounts = z.infer<typeof identityApi.getDemonstrationAccounts.response>;
const { password } = (await (await fetch(`${named}/api/sign-in/demonstration`)).json()) as Accounts;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const signInForm = (page: Page) => page.getByRole('form', { name: '登录' });
async function giveAccount(page: Page, account: string, secret = password): Promise<void> {
  const form = signInForm(page);
  await form.getByLabel('账号').fill(account);
  await form.getByLabel('密码').fill(secret);
  // By its whole name: after a refusal no sign of waiting is left in it.
  await form.getByRole('button', { name: '登录', exact: true }).click();
}
const menuOf = (page: Page, account: string) => button(page, `账号菜单：${account}`);
/** Signs out by the menu; clicked again where the menu was still moving and the click was nobody's. */
async function signOut(page: Page, account: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: '退出登录' });
  await expect
    .poll(async () => {
      if (await signInForm(page).isVisible()) return true;
      if (!(await item.isVisible())) await menuOf(page, account).click(soon).catch(nobodys);
      await item.click(soon).catch(nobodys);
      return false;
    })
    .toBe(true);
}

describe('signing in', () => {
  test('given a page of the workbench, when nobody has signed in, then one signs in first and comes back to it', async () => {
    const page = await visitor.visit('/workbench/alerts?level=red', { as: null });
    await page.waitForURL(/\/sign-in\?from=/);
    await giveAccount(page, people.supervisor);
    await page.waitForURL(/\/workbench\/alerts\?level=red$/);
    await page.getByRole('heading', { name: '预警', level: 1 }).waitFor();
    await menuOf(page, people.supervisor).click();
    await page.getByRole('menu').getByText('监察机关负责人').waitFor();
  });

  test.each([false, true])(
    'given a wrong password, and things that move: %s, then the server says so, the account stays, and the right one opens',
    async (moving) => {
      const page = await visitor.visit('/sign-in', { as: null, moving });
      await giveAccount(page, 'reviewer-jinan', 'not the password');
      await page.getByRole('alert').filter({ hasText: '账号或密码不正确' }).waitFor();
      expect(await signInForm(page).getByLabel('账号').inputValue()).toBe('reviewer-jinan');
      expect(await signInForm(page).getByLabel('密码').inputValue()).toBe('');
      await giveAccount(page, 'reviewer-jinan');
      await menuOf(page, 'reviewer-jinan').waitFor();
    },
  );

  test('given too many wrong passwords, then it says from when on one may try again', async () => {
    const page = await visitor.visit('/sign-in', { as: null });
    for (let tries = 0; tries < 5; tries += 1) {
      const answered = page.waitForResponse((response) => response.url().endsWith('/api/sign-in'));
      await giveAccount(page, 'approver-jinan', `wrong ${tries}`);
      await answered;
      await expect.poll(() => signInForm(page).getByLabel('密码').inputValue()).toBe('');
      await page.getByRole('alert').waitFor();
    }
    await giveAccount(page, 'approver-jinan', 'wrong again');
    const alert = page.getByRole('alert').filter({ hasText: '尝试次数过多' });
    await alert.getByText(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d 之后可以再次登录/).waitFor();
  });

  test('given a demonstration, when one of its people is chosen by keyboard, then one is signed in, and out again', async () => {
    const page = await visitor.visit('/sign-in', { as: null });
    await page.getByText('这是演示系统').waitFor();
    await page.getByLabel('查找演示账号').fill('officer-qingdao');
    await page.getByRole('button', { name: /以 supervision-officer-qingdao 的身份登录/ }).press('Enter');
    // The page that one is led to stands before its menu is opened, or it would close again.
    await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
    await signOut(page, 'supervision-officer-qingdao');
    const cookies = await page.context().cookies();
    expect(cookies.filter(({ name }) => name === 'mingjing')).toEqual([]);
  });

  test('given an address elsewhere to come back to, then one goes to the workbench instead', async () => {
    const page = await visitor.visit('/sign-in?from=//elsewhere.example/', { as: null });
    await giveAccount(page, people.supervisor);
    await page.waitForURL(`${named}/workbench`);
  });

  test('given a page that a role does not open, then it says what is needed and the menu leads elsewhere', async () => {
    const page = await visitor.visit('/workbench/alerts', { as: people.auditor });
    await page.getByRole('heading', { name: '您没有查看此页的权限', level: 1 }).waitFor();
    await page.getByText('查看预警').waitFor();
    const menu = page.getByRole('navigation', { name: '工作台菜单' });
    expect(await menu.getByRole('link', { name: '预警', exact: true }).count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await menu.getByRole('link', { name: '身份日志' }).click();
    await page.getByRole('cell', { name: '登录成功' }).first().waitFor();
  });
});

describe('a session', () => {
  test('given a form half written, when the session is ended elsewhere, then one signs in over the page and nothing is lost', async () => {
    const page = await visitor.visit('/workbench/people/grants', { as: people.system, anew: true });
    await button(page, '提出授权').click();
    const form = page.getByRole('dialog', { name: '提出授权' });
    await form.getByLabel('账号').fill('hotline-agent-jinan');
    await form.getByLabel('理由').fill('写了一半的理由');
    const [ended] = await page.context().cookies();
    await page.context().clearCookies();
    await form.getByLabel('角色').fill('审计管理员');
    await page.getByTitle('审计管理员').last().click();
    await form.getByRole('button', { name: '提交复核' }).click();
    const again = page.getByRole('dialog', { name: '登录已结束' });
    await giveAccount(page, people.system);
    await again.waitFor({ state: 'hidden' });
    expect(await form.getByLabel('理由').inputValue()).toBe('写了一半的理由');
    const [renewed] = await page.context().cookies();
    expect(renewed?.value).not.toBe(ended?.value);
  });

  test('given two browsers, when one ends the session of the other from the list, then the other has to sign in again', async () => {
    const one = await visitor.visit('/account', { as: 'window-clerk-lixia', anew: true });
    const other = await visitor.visit('/workbench/cases', { as: 'window-clerk-lixia', anew: true });
    await other.getByRole('heading', { name: '办件', level: 1 }).waitFor();
    await one.reload();
    const list = one.getByRole('list', { name: '登录中的设备' });
    await expect.poll(() => list.getByRole('listitem').count()).toBe(2);
    await list.getByRole('button', { name: /^结束会话/ }).click();
    await expect.poll(() => list.getByRole('listitem').count()).toBe(1);
    await other.reload();
    await other.waitForURL(/\/sign-in\?from=/);
    await one.reload();
    await list.waitFor();
  });
});

describe('second factors', () => {
  test('given an authenticator set up by its secret, then signing in asks for its code; a recovery code opens once', async () => {
    const account = 'supervision-officer-jinan';
    const page = await visitor.visit('/account', { as: account, anew: true });
    const begun = page.waitForResponse(/\/api\/second-factor\/totp$/);
    await button(page, '设置验证器').click();
    const { uri } = (await (await begun).json()) as { uri: string };
    const totp = URI.parse(uri) as TOTP;
    await page.getByRole('img', { name: '验证器设置二维码' }).waitFor();
    await page.getByRole('textbox', { name: '验证器显示的验证码' }).fill(totp.generate());
    await button(page, '确认并启用').click();
    const codes = page.getByRole('list', { name: '恢复码' }).getByRole('listitem');
    await expect.poll(() => codes.count()).toBeGreaterThan(5);
    const recovery = ((await codes.first().textContent()) ?? '').trim();
    await button(page, '已妥善保管').click();
    await page.getByText(/已启用。还有 \d+ 个恢复码/).waitFor();

    const second = await visitor.visit('/sign-in', { as: null });
    await giveAccount(second, account);
    const form = second.getByRole('form', { name: '第二步验证' });
    await form.getByLabel('动态验证码').fill('000000');
    await form.getByRole('button', { name: '验证并登录' }).click();
    await second.getByRole('alert').filter({ hasText: '验证码不正确' }).waitFor();
    // The code that set it up was used; the next one is taken ahead of its time (RFC 6238, 5.2).
    await form.getByLabel('动态验证码').fill(totp.generate({ timestamp: Date.now() + 30_000 }));
    await form.getByRole('button', { name: '验证并登录' }).click();
    await menuOf(second, account).waitFor();

    const third = await visitor.visit('/sign-in', { as: null });
    await giveAccount(third, account);
    await button(third, /使用恢复码$/).click();
    await third.getByRole('form', { name: '第二步验证' }).getByLabel('恢复码').fill(recovery);
    await button(third, '验证并登录').click();
    await menuOf(third, account).waitFor();
  });

  test('given a passkey added in the browser, then it alone signs in', async () => {
    const account = 'organ-inspector-jinan';
    const page = await visitor.visit('/account', { as: account, anew: true });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.getByLabel('名称').fill('办公室电脑');
    await button(page, '添加通行密钥').click();
    await page.getByRole('list', { name: '通行密钥' }).getByText('办公室电脑').waitFor();
    await signOut(page, account);
    await button(page, '使用通行密钥登录').click();
    await menuOf(page, account).waitFor();
    const me = await page.evaluate(async () => (await (await fetch('/api/session')).json()).me);
    expect(me).toMatchObject({ account, strength: 'two-factor' });
  });
});

describe('grants of two persons', () => {
  test('given a grant proposed by one, then the same one cannot approve it, and another does', async () => {
    const account = 'hotline-agent-jinan';
    const proposer = await visitor.visit(`/workbench/people/accounts/${account}`, { as: people.system });
    await button(proposer, '提出授权').click();
    const form = proposer.getByRole('dialog', { name: '提出授权' });
    await form.getByLabel('角色').fill('承办人');
    await proposer.getByTitle('承办人').last().click();
    await form.getByLabel('机关').fill('济南市市场监督管理局');
    await proposer.getByTitle('济南市市场监督管理局').last().click();
    await form.getByLabel('理由').fill('轮岗');
    await form.getByRole('button', { name: '提交复核' }).click();
    await form.waitFor({ state: 'hidden' });
    await proposer.getByRole('row').filter({ hasText: '待复核' }).waitFor();
    expect(await proposer.getByRole('button', { name: /^批准/ }).count()).toBe(0);

    const approver = await visitor.visit('/workbench/people/grants?state=proposed', {
      as: people.security,
    });
    await approver.getByRole('button', { name: `批准 ${account} 的授权：承办人`, exact: true }).click();
    await answer(approver.getByRole('tooltip'), '批准');
    await approver.getByText('没有符合条件的授权').waitFor();

    await proposer.reload();
    const granted = proposer.getByRole('row').filter({ hasText: '承办人' });
    await granted.getByText('有效').waitFor();
    await granted.getByText(`批准：${people.security}`).waitFor();
    const auditor = await signedInAs(named, people.auditor);
    const events = await auditor.read<{ rows: { type: string; by: string }[] }>(
      `/api/identity-events?account=${account}`,
    );
    expect(events.rows.slice(0, 2)).toMatchObject([
      { type: 'grant.approved', by: people.security },
      { type: 'grant.proposed', by: people.system },
    ]);
  });
});

describe('pages of people and of the own account', () => {
  test('given the address of people without more, then it leads to the accounts', async () => {
    const page = await visitor.visit('/workbench/people', { as: people.system });
    await page.waitForURL(/\/workbench\/people\/accounts$/);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
  });

  const pages: PageToLookAt[] = [
    ['/sign-in', null],
    ['/my', null],
    ['/account', people.supervisor],
    ['/workbench/people/accounts', people.system],
    ['/workbench/people/accounts/handler-jinan', people.system],
    ['/workbench/people/posts', people.system],
    ['/workbench/people/grants', people.security],
    ['/workbench/people/events', people.auditor],
  ];
  test.each([
    { width: 360, height: 740 },
    { locale: 'en-US', scheme: 'dark' },
  ] as const)('given a screen of %j, then nothing sticks out and axe finds nothing', async (how) => {
    expect(await faultsOnPages(visitor, pages, faultsHere, how)).toEqual([]);
  });
});
