import { describe, expect, test } from 'vitest';
import { bulletinActions, bulletinStates } from '#contract/bulletins';
import { type Acting, decideAct, isEditable, possibleActs } from './decide.ts';

const author: Acting = { mayEdit: true, mayApprove: true, isAuthor: true };
const approver: Acting = { mayEdit: false, mayApprove: true, isAuthor: false };
const reader: Acting = { mayEdit: false, mayApprove: false, isAuthor: false };

describe('what can be done with a bulletin', () => {
  test('given one that is submitted, when its author approves it, then it is refused, however much they may', () => {
    expect(decideAct('approve', { state: 'submitted', isPublished: false }, author, undefined)).toEqual({
      refused: 'forbidden',
    });
    expect(possibleActs({ state: 'submitted', isPublished: false }, author)).toEqual([]);
  });
  test('given another person, when they approve it, then it is approved', () => {
    expect(decideAct('approve', { state: 'submitted', isPublished: false }, approver, undefined)).toEqual({
      to: 'approved',
    });
  });
  test('given no reason, then nothing is returned or withdrawn', () => {
    expect(decideAct('return', { state: 'submitted', isPublished: false }, approver, '')).toEqual({
      refused: 'note-missing',
    });
    expect(decideAct('withdraw', { state: 'approved', isPublished: true }, approver, undefined)).toEqual({
      refused: 'note-missing',
    });
  });
  test('given a draft, then it cannot be approved past its submission', () => {
    expect(decideAct('approve', { state: 'draft', isPublished: false }, approver, undefined)).toEqual({
      refused: 'action-not-allowed',
    });
  });
  test('given a published bulletin whose next version is a draft, then it can still be withdrawn', () => {
    expect(possibleActs({ state: 'draft', isPublished: true }, approver)).toEqual(['withdraw']);
  });
  test('given whoever may nothing, then nothing in any state', () => {
    for (const state of bulletinStates)
      for (const action of bulletinActions)
        expect(decideAct(action, { state, isPublished: true }, reader, 'x')).toHaveProperty('refused');
  });
  test('given one that is being decided on, then its text stays as it is', () => {
    expect(isEditable({ state: 'submitted', isPublished: false })).toBe(false);
  });
});
