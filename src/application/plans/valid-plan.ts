/** A plan as somebody sends it -> a plan, or every fault with the path to it. */
import { z } from 'zod';
import { inChinese } from '../../domain/plan/fault-words';
import { planSchema, type Plan } from '../../domain/plan/model';
import type { Answer } from '../refusal';
import { refuse } from './desk';

export interface PlanFault {
  /** `phases.1.start` */
  path: string;
  message: { zh: string; en: string };
}

const LANGUAGES = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

export function validPlan(content: unknown): Answer<Plan, 'PLAN_INVALID'> {
  const unkeepable = textNoDatabaseKeeps(content, []);
  if (unkeepable)
    return invalid([{ path: unkeepable, message: { zh: '文字中含有无法保存的字符', en: 'The text holds characters that cannot be stored' } }]);
  const read = planSchema.safeParse(content, { error: LANGUAGES.zh });
  if (read.success) return { ok: true, value: read.data };
  const english = planSchema.safeParse(content, { error: LANGUAGES.en }).error?.issues ?? [];
  return invalid(
    read.error.issues.map((issue, i) => ({
      path: issue.path.map(String).join('.'),
      message: { zh: inChinese(issue.message), en: english[i]?.message ?? issue.message },
    })),
  );
}

/** At most this many are told; a plan sent in another shape altogether has thousands. */
const MOST = 50;

function invalid(faults: PlanFault[]): ReturnType<typeof refuse<'PLAN_INVALID'>> {
  const first = faults[0];
  const answer = refuse('PLAN_INVALID', {
    problem: first ? `${first.path} ${first.message.zh}` : '',
    faults: faults.slice(0, MOST),
    count: faults.length,
  });
  if (first) answer.refusal.message.en = `The plan is not valid: ${first.path} ${first.message.en}`;
  return answer;
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair. Answers the path to the first such text. */
function textNoDatabaseKeeps(value: unknown, path: string[]): string | null {
  if (typeof value === 'string') return value.includes('\0') || !wellFormed(value) ? path.join('.') : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = textNoDatabaseKeeps(inner, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

const wellFormed = (text: string): boolean => !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
