/**
 * The one reader of the environment. Every setting is named in config/settings.ts; a wrong value stops the start, and all wrong values are named
 * in one message.
 */
import type { z } from 'zod';
import { SETTINGS } from './config/settings';

/** Only what nobody on the way can read or change, or what does not leave this machine. */
const isGuarded = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
};

type SettingName = keyof typeof SETTINGS;

export interface Config {
  port: number;
  host: string;
  databaseUrl: string | null;
  replicas: { urls: readonly string[]; stalenessMs: number };
  databasePool: number;
  /** null: never cut. */
  databaseSilenceMs: number | null;
  dataDir: string;
  production: boolean;
  demo: boolean;
  token: { secret: string | null; minutes: number; idleMinutes: number };
  oidc: { issuer: string; audience: string; jwksUrl: string | null; userNameClaim: string } | null;
  logLevel: string;
  persisted: { only: boolean; folder: string | null };
  limits: { depth: number; aliases: number; directives: number; tokens: number; cost: number; bodyBytes: number };
  compiledExecution: boolean;
  workers: boolean;
  idempotencyDays: number;
  anchorDir: string | null;
  channels: {
    /** null: no mail. */
    email: { url: string; from: string } | null;
    /** null: none. */
    webhook: { url: string; secret: string } | null;
    publicUrl: string | null;
  };
  /** null: not served. */
  metrics: { port: number; host: string } | null;
  /** null: no traces. */
  tracing: { endpoint: string; serviceName: string; ratio: number } | null;
  workerPort: number | null;
  drainSeconds: number;
}

/** Names every wrong setting, one a line. */
export class ConfigRefused extends Error {
  constructor(readonly problems: readonly { name: string; problem: string }[]) {
    super(`The configuration is not valid. 配置有误：\n${problems.map(({ name, problem }) => `  ${name}: ${problem}`).join('\n')}`);
    this.name = 'ConfigRefused';
  }
}

/** @throws {ConfigRefused} */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: { name: string; problem: string }[] = [];
  const value = <N extends SettingName>(name: N): z.output<(typeof SETTINGS)[N]['schema']> | null => {
    const { schema, default: fallback } = SETTINGS[name];
    // An empty value counts as unset: that is how compose files and shells switch one off.
    const given = environment[name] || fallback;
    if (given === null) return null;
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data as z.output<(typeof SETTINGS)[N]['schema']>;
    // The value itself is not shown: it may be a secret, and ends up in logs.
    problems.push({ name, problem: parsed.error.issues.map((issue) => issue.message).join('; ') });
    return null;
  };
  const set = <N extends SettingName>(name: N) => value(name) as z.output<(typeof SETTINGS)[N]['schema']>;

  const production = set('NODE_ENV') === 'production';
  const databaseUrl = value('DATABASE_URL');
  const replicaUrls = value('READ_DATABASE_URL') ?? [];
  if (replicaUrls.length > 0 && databaseUrl === null) problems.push({ name: 'DATABASE_URL', problem: 'is needed with READ_DATABASE_URL' });
  const issuer = value('OIDC_ISSUER');
  const audience = value('OIDC_AUDIENCE');
  if (issuer !== null && audience === null) problems.push({ name: 'OIDC_AUDIENCE', problem: 'is needed with OIDC_ISSUER' });
  const smtpUrl = value('SMTP_URL');
  const smtpFrom = value('SMTP_FROM');
  if (smtpUrl !== null && !environment.SMTP_FROM) problems.push({ name: 'SMTP_FROM', problem: 'is needed with SMTP_URL' });
  const webhookUrl = value('WEBHOOK_URL');
  const webhookSecret = value('WEBHOOK_SECRET');
  const allowHttp = set('WEBHOOK_ALLOW_HTTP');
  if (webhookUrl !== null && !environment.WEBHOOK_SECRET) problems.push({ name: 'WEBHOOK_SECRET', problem: 'is needed with WEBHOOK_URL' });
  if (webhookUrl !== null && !allowHttp && !isGuarded(webhookUrl))
    problems.push({ name: 'WEBHOOK_URL', problem: 'must be https, or this machine, unless WEBHOOK_ALLOW_HTTP is on' });
  const demo = value('DEMO');
  if (demo === true && databaseUrl !== null)
    problems.push({ name: 'DEMO', problem: 'demo accounts exist only on the embedded database; unset DATABASE_URL or DEMO' });
  const folder = value('PERSISTED_OPERATIONS');
  const only = set('PERSISTED_ONLY');
  const metricsPort = value('METRICS_PORT');
  const metricsHost = set('METRICS_HOST');
  const endpoint = value('OTEL_EXPORTER_OTLP_ENDPOINT');
  const traces = { serviceName: set('OTEL_SERVICE_NAME'), ratio: set('OTEL_TRACES_SAMPLER_ARG') };
  if (only && folder === null) problems.push({ name: 'PERSISTED_OPERATIONS', problem: 'is needed with PERSISTED_ONLY' });

  const config: Config = {
    port: set('PORT'),
    host: set('HOST'),
    databaseUrl,
    replicas: { urls: replicaUrls, stalenessMs: set('READ_STALENESS_MS') },
    databasePool: set('DATABASE_POOL'),
    databaseSilenceMs: set('DATABASE_SILENCE_SECONDS') === 0 ? null : set('DATABASE_SILENCE_SECONDS') * 1_000,
    dataDir: set('DATA_DIR'),
    production,
    demo: demo ?? (databaseUrl === null && !production),
    token: { secret: value('TOKEN_SECRET'), minutes: set('TOKEN_MINUTES'), idleMinutes: set('IDLE_MINUTES') },
    oidc:
      issuer === null || audience === null ? null : { issuer, audience, jwksUrl: value('OIDC_JWKS_URL'), userNameClaim: set('OIDC_USERNAME_CLAIM') },
    logLevel: set('LOG_LEVEL'),
    persisted: { only, folder },
    limits: {
      depth: set('MAX_DEPTH'),
      aliases: set('MAX_ALIASES'),
      directives: set('MAX_DIRECTIVES'),
      tokens: set('MAX_TOKENS'),
      cost: set('MAX_COST'),
      bodyBytes: set('MAX_BODY_BYTES'),
    },
    compiledExecution: set('COMPILED_EXECUTION'),
    workers: set('WORKERS'),
    idempotencyDays: set('IDEMPOTENCY_DAYS'),
    anchorDir: value('ANCHOR_DIR'),
    channels: {
      email: smtpUrl === null || smtpFrom === null ? null : { url: smtpUrl, from: smtpFrom },
      webhook: webhookUrl === null || webhookSecret === null ? null : { url: webhookUrl, secret: webhookSecret },
      publicUrl: value('PUBLIC_URL'),
    },
    metrics: metricsPort === null ? null : { port: metricsPort, host: metricsHost },
    tracing: endpoint === null ? null : { endpoint, ...traces },
    workerPort: value('WORKER_PORT'),
    drainSeconds: value('DRAIN_SECONDS') ?? (databaseUrl === null ? 0 : 5),
  };
  if (problems.length > 0) throw new ConfigRefused(problems);
  return config;
}

/** The table of the README: a row for each setting. */
export function describeConfig(language: 'zh' | 'en'): string {
  const head = language === 'zh' ? '| 变量 | 默认值 | 说明 |' : '| variable | default | what for |';
  const rows = Object.entries(SETTINGS).map(
    ([name, { default: fallback, about }]) => `| \`${name}\` | ${fallback === null ? '–' : `\`${fallback}\``} | ${about[language]} |`,
  );
  return [head, '|---|---|---|', ...rows].join('\n');
}
