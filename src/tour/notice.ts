/** The example notice, dated so that its campaign begins today: mobilisation 10 days, rectification 90, summary 30. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from '../package-folder';

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** Days after the day of issue. */
const DAYS = {
  issued: 0,
  'p1.start': 0,
  'roster.due': 7,
  'plan.due': 9,
  'p1.end': 9,
  'p2.start': 10,
  'p2.end': 99,
  'p3.start': 100,
  'summary.due': 119,
  'p3.end': 129,
} as const;

export interface NoticeFacts {
  now: Date;
  /** Of the document number: 云政办发〔2026〕27号. */
  number: number;
  /** Names printed for two units, so that the register can know them or not. */
  consumers: string;
  internet: string;
}

const readExample = (name: string): string => readFileSync(join(PACKAGE_FOLDER, 'examples/tour', name), 'utf8');
export const readTemplate = (): string => readExample('notice.txt');
/** Of the three months that are rehearsed: its dates are its own. */
export const readMonthlyNotice = (): string => readExample('monthly-notice.txt');

/** @throws when the template names something that is not filled */
export function fillNotice(template: string, { now, number, consumers, internet }: NoticeFacts): string {
  const values: Record<string, string> = {
    number: String(number),
    year: printedDate(now, 0).slice(0, 4),
    'unit.consumers': consumers,
    'unit.internet': internet,
    ...Object.fromEntries(Object.entries(DAYS).map(([name, days]) => [name, printedDate(now, days)])),
  };
  return template.replace(/\{\{([^{}]*)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The notice asks for {{${name}}}`);
    return value;
  });
}

/** 2026年11月22日: the day in Shanghai, so many days later. */
function printedDate(now: Date, days: number): string {
  const [year, month, day] = civilDay(now, days).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** `YYYY-MM-DD` in Shanghai, so many days later. */
export function civilDay(now: Date, days = 0): string {
  return new Date(now.getTime() + SHANGHAI_MS + days * DAY_MS).toISOString().slice(0, 10);
}

/** A civil date so many days after another. */
export function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
