/** What a password must be (GB/T 22239 asks for complexity; the lengths are ours), how one is made, and when an account is locked. As data. */
import { randomInt } from 'node:crypto';
import { refuse } from './refuse';

export const passwordRules = { minLength: 10, maxLength: 128, classes: 3 } as const;

/** After so many failures in a row locked for `minutes`, twice as long each time again, at most a day. */
export const lockOut = { attempts: 5, minutes: 15, atMostMinutes: 24 * 60 } as const;

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{Ll}\p{Lu}\p{N}]/u];

/** Null: good enough. */
export function passwordFault(password: string, userName: string) {
  const { minLength, maxLength, classes } = passwordRules;
  const weak = (zh: string, en: string) => {
    const answer = refuse('PASSWORD_TOO_WEAK', { problem: en });
    return { ...answer, refusal: { ...answer.refusal, message: { zh: `密码强度不足：${zh}`, en: `The password is too weak: ${en}` } } };
  };
  const length = [...password].length;
  if (length < minLength) return weak(`至少${minLength}个字符`, `at least ${minLength} characters`);
  if (length > maxLength) return weak(`至多${maxLength}个字符`, `at most ${maxLength} characters`);
  if (CLASSES.filter((one) => one.test(password)).length < classes) {
    return weak('小写字母、大写字母、数字、符号中至少三类', 'at least three of lower case, upper case, digits and other characters');
  }
  if (password.toLowerCase().includes(userName.toLowerCase())) return weak('不能包含用户名', 'it must not contain the user name');
  if (new Set(password).size < 5) return weak('重复字符过多', 'too few different characters');
  return null;
}

/** Until when the account is locked after this many failures in a row; null: not locked. */
export function lockedUntil(failures: number, now: Date): Date | null {
  if (failures === 0 || failures % lockOut.attempts !== 0) return null;
  const minutes = Math.min(lockOut.minutes * 2 ** (failures / lockOut.attempts - 1), lockOut.atMostMinutes);
  return new Date(now.getTime() + minutes * 60_000);
}

// Without characters that are taken for one another when a password is read from a screen or from paper.
const READABLE = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'];

/** A password that satisfies the rules: three groups of five, some 80 bits. */
export function newPassword(userName: string): string {
  const pick = (from: string): string => from[randomInt(from.length)] ?? '';
  const all = READABLE.join('');
  for (;;) {
    const password = Array.from({ length: 3 }, () => Array.from({ length: 5 }, () => pick(all)).join('')).join('-');
    if (passwordFault(password, userName) === null) return password;
  }
}
