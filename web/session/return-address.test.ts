import { describe, expect, it } from 'vitest';
import { returnAddress } from './return-address.ts';

describe('where one goes after signing in', () => {
  it.each(['/workbench/alerts?level=red&page=2', '/', '/my', '/account#passkeys'])(
    'given the page %s of this site, then one comes back to it',
    (address) => expect(returnAddress(address)).toBe(address),
  );

  it.each([
    undefined,
    '',
    'workbench',
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example/',
    '/\t/elsewhere.example/',
    '/.//elsewhere.example/',
    'javascript:alert(1)',
    '/sign-in',
    '/sign-in?from=/workbench',
  ])('given %j, which is elsewhere or no page to come back to, then one goes to the workbench', (address) =>
    expect(returnAddress(address)).toBe('/workbench'),
  );
});
