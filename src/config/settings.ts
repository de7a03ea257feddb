/** Every setting with its default and what it is for, as the README lists them. */
import { z } from 'zod';

const flag = z.enum(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off']).transform((value) => ['true', '1', 'yes', 'on'].includes(value));
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);
const httpUrl = z.string().refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), 'must be an http(s) address');

interface Setting {
  schema: z.ZodType;
  /** As it would be written; null: unset. */
  default: string | null;
  about: { zh: string; en: string };
}

const setting = <S extends z.ZodType>(schema: S, fallback: string | null, en: string, zh: string) => ({
  schema,
  default: fallback,
  about: { en, zh },
});

export const SETTINGS = {
  PORT: setting(whole(0, 65535), '4000', 'Port of the server; 0 takes any free one.', '服务端口；0 表示任选空闲端口。'),
  HOST: setting(z.string().min(1), '0.0.0.0', 'Address to listen on.', '监听地址。'),
  DATABASE_URL: setting(
    z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
    null,
    'PostgreSQL to use; unset: the embedded database in DATA_DIR.',
    'PostgreSQL 连接地址；不设置则使用 DATA_DIR 中的内置数据库。',
  ),
  READ_DATABASE_URL: setting(
    z
      .string()
      .transform((list) => list.split(',').map((url) => url.trim()))
      .refine((urls) => urls.every((url) => /^postgres(ql)?:\/\//.test(url)), 'must be postgres:// addresses, with commas between them'),
    null,
    'Streaming replicas of DATABASE_URL that queries may be answered from, with commas between them; unset: none.',
    'DATABASE_URL 的流复制只读副本地址，多个以逗号分隔，查询可由副本应答；不设置则不使用副本。',
  ),
  READ_STALENESS_MS: setting(
    whole(100, 600_000),
    '2000',
    'No answer from a replica is older than this; a replica that is further behind is passed over.',
    '副本应答的数据最多落后的毫秒数；落后更多的副本不再使用。',
  ),
  DATABASE_POOL: setting(
    whole(2, 1000),
    '10',
    'The most connections to each database, and as many again for what the ORM does.',
    '与每个数据库的最大连接数；ORM 另用同样数量。',
  ),
  DATABASE_SILENCE_SECONDS: setting(
    whole(0, 86_400),
    '60',
    'A PostgreSQL connection that is silent for so long is cut, and what waited for it may be tried again; 0: never.',
    'PostgreSQL 连接超过多少秒没有任何应答即断开，等待中的办理可重试；0 表示从不断开。',
  ),
  DATA_DIR: setting(z.string().min(1), './data', 'Folder of the embedded database.', '内置数据库所在目录。'),
  NODE_ENV: setting(
    z.enum(['development', 'production', 'test']),
    'development',
    'In production introspection, suggestions and the GraphiQL page are off.',
    '生产环境（production）关闭接口自省、拼写提示和 GraphiQL 页面。',
  ),
  DEMO: setting(
    flag,
    null,
    'Demo accounts; by default only with the embedded database outside production.',
    '是否建立演示账号；默认仅在非生产环境使用内置数据库时建立。',
  ),
  TOKEN_SECRET: setting(
    z.string().min(32, 'must have at least 32 characters'),
    null,
    'Secret that signs access tokens; unset: made once and kept in the database.',
    '访问令牌签名密钥，至少 32 个字符；不设置则自动生成并保存在数据库中。',
  ),
  TOKEN_MINUTES: setting(whole(1, 1440), '15', 'Life of an access token.', '访问令牌有效分钟数。'),
  IDLE_MINUTES: setting(whole(5, 10080), '480', 'A sign-in that is not renewed for so long is over.', '登录闲置多少分钟后失效。'),
  OIDC_ISSUER: setting(httpUrl, null, 'OpenID Connect provider whose tokens are accepted as well.', '同时接受其令牌的 OIDC 身份提供方地址。'),
  OIDC_AUDIENCE: setting(
    z.string().min(1),
    null,
    'Audience that its tokens must name; needed with OIDC_ISSUER.',
    'OIDC 令牌的 audience；设置 OIDC_ISSUER 时必填。',
  ),
  OIDC_JWKS_URL: setting(httpUrl, null, 'Address of its keys; unset: found through discovery.', 'OIDC 公钥地址；不设置则自动发现。'),
  OIDC_USERNAME_CLAIM: setting(
    z.string().min(1),
    'preferred_username',
    'Claim that names the account on the first sign-in.',
    '首次登录时对应账号的声明字段。',
  ),
  LOG_LEVEL: setting(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info', 'How much is logged.', '日志级别。'),
  PERSISTED_ONLY: setting(flag, 'false', 'Execute only the operations of PERSISTED_OPERATIONS.', '只执行已登记的操作。'),
  PERSISTED_OPERATIONS: setting(
    z.string().min(1),
    null,
    'Folder with the .graphql files that may be executed.',
    '已登记操作（.graphql 文件）所在目录。',
  ),
  MAX_DEPTH: setting(whole(3, 100), '14', 'Levels of an operation.', '查询最大层数。'),
  MAX_ALIASES: setting(whole(0, 1000), '30', 'Aliases of an operation.', '查询别名数上限。'),
  MAX_DIRECTIVES: setting(whole(0, 1000), '30', 'Directives of an operation.', '查询指令数上限。'),
  MAX_TOKENS: setting(whole(100, 100_000), '3000', 'Tokens of a document.', '查询语句词数上限。'),
  MAX_COST: setting(whole(100, 10_000_000), '50000', 'Cost of an operation: fields times rows.', '查询开销上限（字段数乘行数）。'),
  MAX_BODY_BYTES: setting(
    whole(1024, 1_073_741_824),
    '16777216',
    'Size of a request; a file inside it takes a third more than itself.',
    '请求大小上限（字节）。',
  ),
  IDEMPOTENCY_DAYS: setting(
    whole(1, 3650),
    '30',
    'Days for which a repeated mutation gets its first answer; older answers are cleared.',
    '幂等键保留天数：在此期间重复提交返回首次结果，之后清除。',
  ),
  ANCHOR_DIR: setting(
    z.string().min(1),
    null,
    'Folder for the daily anchors of the log; best on a medium that this machine can only add to.',
    '日志每日锚定文件的存放目录；宜设在本机只能追加的介质上。',
  ),
  WORKERS: setting(
    flag,
    'true',
    'Run the clock and outbox workers in the server too; false where `muster worker` runs beside it.',
    '服务进程是否同时运行时限与消息任务；另有 `muster worker` 进程时设为 false。',
  ),
  WORKER_PORT: setting(
    whole(0, 65535),
    null,
    'Port on which `muster worker` answers /health/live and /health/ready; unset: none.',
    '`muster worker` 提供健康检查的端口；不设置则不提供。',
  ),
  DRAIN_SECONDS: setting(
    whole(0, 600),
    null,
    'How long a server that was told to stop (SIGTERM) still answers while it says on /health/ready that it is going; by default 5 on PostgreSQL, 0 on the embedded database.',
    '收到停止信号（SIGTERM）后，就绪检查先报未就绪、仍继续应答的秒数；默认使用 PostgreSQL 时为 5，内置数据库为 0。',
  ),
  COMPILED_EXECUTION: setting(
    flag,
    'true',
    'Compile the operations that come again (graphql-jit); off: graphql-js carries out all of them.',
    '将反复出现的操作编译执行（graphql-jit）；关闭则全部由 graphql-js 解释执行。',
  ),
  PUBLIC_URL: setting(
    httpUrl,
    null,
    'Where people reach Muster, for links in mails and webhooks; unset: no links.',
    '用户访问 Muster 的地址，用于邮件和消息推送中的链接；不设置则不带链接。',
  ),
  SMTP_URL: setting(
    z.string().refine((value) => /^smtps?:\/\//.test(value) && URL.canParse(value), 'must be an smtp:// or smtps:// address'),
    null,
    'Mail server for reminders and the like, with user and password where it asks for them (`smtps://user:password@host`); unset: no mail.',
    '发送提醒等邮件的服务器，需要时含用户名和密码（`smtps://user:password@host`）；不设置则不发邮件。',
  ),
  SMTP_FROM: setting(
    z.string().regex(/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'must be an address, or a name and an address in <>'),
    null,
    'Sender of these mails; needed with SMTP_URL.',
    '邮件发件人；设置 SMTP_URL 时必填。',
  ),
  WEBHOOK_URL: setting(
    httpUrl,
    null,
    'Address to which every message is sent as a signed request (https, or this machine); unset: none. See docs/webhook.md.',
    '接收全部消息推送的地址（https 或本机），请求带签名；不设置则不推送。见 docs/webhook.md。',
  ),
  WEBHOOK_SECRET: setting(
    z.string().min(32, 'must have at least 32 characters'),
    null,
    'Secret that these requests are signed with; needed with WEBHOOK_URL.',
    '消息推送签名密钥，至少 32 个字符；设置 WEBHOOK_URL 时必填。',
  ),
  WEBHOOK_ALLOW_HTTP: setting(
    flag,
    'false',
    'Allow WEBHOOK_URL to be plain http on another machine: only on a network where nobody else listens.',
    '允许 WEBHOOK_URL 使用其他机器的 http 地址，仅限可信内网。',
  ),
  METRICS_PORT: setting(
    whole(0, 65535),
    null,
    'Port on which /metrics is served for Prometheus; unset: none.',
    '供 Prometheus 读取 /metrics 的端口；不设置则不提供。',
  ),
  METRICS_HOST: setting(
    z.string().min(1),
    '127.0.0.1',
    "Address of that port; metrics name no person, but are nobody else's business either.",
    '上述端口的监听地址，默认仅限本机。',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    httpUrl,
    null,
    'OpenTelemetry collector that takes traces over OTLP/HTTP; unset: no traces.',
    '接收链路追踪的 OpenTelemetry 收集器（OTLP/HTTP）地址；不设置则不追踪。',
  ),
  OTEL_SERVICE_NAME: setting(z.string().min(1), 'muster', 'Name of this service in the traces.', '链路追踪中的服务名。'),
  OTEL_TRACES_SAMPLER_ARG: setting(
    z
      .string()
      .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'must be a share from 0 to 1')
      .transform(Number),
    '1',
    'Share of the traces that are kept, 0 to 1.',
    '保留的链路比例，0 至 1。',
  ),
} satisfies Record<string, Setting>;
