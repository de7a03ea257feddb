/** Writes down what happens: for people as it happens, or as one JSON document at the end. */

export interface Words {
  zh: string;
  en: string;
}

export interface PlayedStep {
  number: number;
  act: Words;
  who: string;
  what: Words;
  answer: string[];
  milliseconds: number;
}

export interface Printer {
  act(number: number, title: Words): void;
  step(step: PlayedStep): void;
  /** The step that did not go as expected. */
  failed(who: string, what: Words | null, why: string): void;
  end(summary: { steps: number; requests: number; milliseconds: number; ok: boolean }): void;
}

export interface Output {
  stdout: { write(text: string): void };
  stderr: { write(text: string): void };
  isTty: boolean;
}

export function peoplePrinter({ stdout, stderr, isTty }: Output): Printer {
  const colour = (code: number, text: string): string => (isTty ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    act: (number, { zh, en }) => stdout.write(`\n${colour(1, `第${number}幕  ${zh} · ${en}`)}\n`),
    step: ({ number, who, what, answer }) => {
      stdout.write(`${String(number).padStart(3)}  ${colour(36, who)}：${what.zh} ${colour(2, what.en)}\n`);
      for (const line of answer) stdout.write(`       → ${line}\n`);
    },
    failed: (who, what, why) => {
      if (what) stdout.write(`  ${colour(31, '✗')}  ${who}：${what.zh} ${what.en}\n`);
      stderr.write(`${colour(31, '巡演中断 · The tour stopped')}：${why}\n`);
    },
    end: ({ steps, requests, milliseconds, ok }) => {
      if (!ok) return;
      const seconds = (milliseconds / 1000).toFixed(1);
      stdout.write(`\n${colour(32, '✓')} 全程 ${steps} 步均符合预期（${requests} 次请求，${seconds} 秒）。All ${steps} steps went as expected.\n`);
    },
  };
}

export function jsonPrinter({ stdout }: Output): Printer {
  const steps: PlayedStep[] = [];
  const failures: { who: string; what: Words | null; why: string }[] = [];
  return {
    act: () => undefined,
    step: (step) => void steps.push(step),
    failed: (who, what, why) => void failures.push({ who, what, why }),
    end: (summary) => stdout.write(`${JSON.stringify({ ...summary, failed: failures[0] ?? null, played: steps }, null, 2)}\n`),
  };
}
