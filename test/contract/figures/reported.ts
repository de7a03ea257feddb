/** Reports alone, driven over a test database, with a unit register of the test's own; and everything that is stored of figures, counted anew. */
import { v7 as uuid } from 'uuid';
import { createDrive, type DriveCall, type Outcome } from '../../../src/application/drive';
import type { Viewer } from '../../../src/application/ports/viewer';
import { done } from '../../../src/application/refusal';
import { pathOn, unitRegister, type UnitRecord, type UnitRegister } from '../../../src/domain/units';
import type { Database } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { createStore } from '../../../src/infrastructure/persistence/store';
import { decide, reportLaw, type Law, type ReportDefinition } from '../../../workflows';
import { change, label, labelled, machineOf } from '../../../workflows/chart';
import { openTestDatabase } from '../../support/database';
import { SettableClock, viewerOf } from '../support/engine';

export const REPORTING_OFFICE = uuid();
const office = viewerOf('COORDINATOR', REPORTING_OFFICE);

/** A unit that has always been there, below another or at the top. */
export const unitBelow = (id: string, parentId: string | null, more: Partial<UnitRecord> = {}): UnitRecord => ({
  ...{ id, kind: 'GOVERNMENT', names: [{ name: `单位${id}`, kind: 'OFFICIAL', validFrom: null, validTo: null }] },
  parents: parentId === null ? [] : [{ parentId, validFrom: null, validTo: null }],
  ...more,
});

export function registerOf(records: readonly UnitRecord[]): UnitRegister {
  const answer = unitRegister(records);
  if (!answer.ok) throw new Error(answer.refused.map(({ message }) => message.en).join('; '));
  return answer.register;
}

/** A campaign that hears of its reports, and no more. */
const campaignLaw = {
  ...{
    kind: 'CAMPAIGN',
    version: 1,
    label: label('行动', 'campaign'),
    creation: 'DRAFTED',
    states: { RUNNING: label('进行', 'running') },
    checks: {},
  },
  events: Object.fromEntries(
    ['DRAFTED', 'REPORT_REOPENED'].map((name) => [
      name,
      { label: label('事', 'event'), description: label('事', 'event'), mutation: null, who: ['ENGINE'] },
    ]),
  ),
  begin: () => ({ heard: 0 }),
  shape: () => 'campaign',
  compile: () =>
    machineOf(
      'campaign',
      labelled('行动', 'campaign', { on: { REPORT_REOPENED: { actions: [change<{ heard: number }>(({ heard }) => ({ heard: heard + 1 }))] } } }),
      {},
    ),
  project: () => ({
    ...{ state: 'RUNNING', title: '行动', number: null, dueOn: null, timeliness: null, attention: null, closed: false, participants: [] },
  }),
} as unknown as Law;

export interface Owed {
  campaignId: string;
  unit: string;
  period: { key: string; start: string | null; end: string | null };
  rule?: string;
  dueOn?: string;
}

const FACTS: Record<string, unknown> = {
  campaignStanding: 'RUNNING',
  workingDaysLate: 0,
  chaseDates: [],
  newDates: null,
  formFaults: [],
  attachments: [],
};
const facts = new Proxy({} as Record<string, (requests: readonly unknown[]) => ReturnType<typeof done<unknown>>[]>, {
  get: (_, name) => (requests: readonly unknown[]) => requests.map(() => done(FACTS[String(name)])),
});

export async function openReported(records: readonly UnitRecord[]) {
  const database = await openTestDatabase({ migrations, poolSize: 6 });
  const clock = new SettableClock(new Date('2022-09-01T02:00:00Z'));
  const known = { register: registerOf(records) };
  const store = createStore(database.pool, async () => (unit, on) => pathOn(known.register, unit, on));
  /** Each is a process of its own. */
  const another = (attempts = 50) =>
    createDrive({
      store,
      clock,
      laws: { REPORT: reportLaw as unknown as Law, CAMPAIGN: campaignLaw },
      decide: decide as never,
      relations: (viewer, subject) => {
        const { unit } = subject.definition as ReportDefinition;
        const own = viewer.roles[0]?.unitId ?? null;
        return { ok: true, value: { relations: own === unit ? ['OWING_UNIT'] : ['COORDINATOR'], unit: own, onBehalfOf: null } };
      },
      visible: async () => true,
      facts,
      openers: {},
      publish: () => undefined,
      limits: { attempts },
    });
  const drive = another();
  return {
    ...{ database, store, clock, known, drive, another },
    newCampaign: async (): Promise<string> => {
      const id = uuid();
      const by = { account: null, unit: null, onBehalfOf: null, relations: ['ENGINE' as const] };
      expectAccepted(
        await drive.create({ campaignId: id, subject: { kind: 'CAMPAIGN', id, definition: { campaign: id }, ordinal: 0, phase: null }, by }),
      );
      return id;
    },
    owe: async ({ campaignId, unit, period, rule = 'r1', dueOn = '2022-09-24' }: Owed): Promise<{ campaignId: string; id: string; unit: string }> => {
      const id = uuid();
      const definition: ReportDefinition = {
        ...{ campaign: campaignId, office: REPORTING_OFFICE, unit, rule, reportKind: 'STATISTICS', title: '统计表', period, dueOn, phase: null },
      };
      const by = { account: null, unit: null, onBehalfOf: null, relations: ['ENGINE' as const] };
      expectAccepted(await drive.create({ campaignId, subject: { kind: 'REPORT', id, definition, ordinal: 1, phase: null }, by }));
      return { campaignId, id, unit };
    },
    call: (report: { campaignId: string; id: string; unit: string }, type: string, input: Record<string, unknown> = {}): DriveCall => {
      const own = ['SUBMIT', 'WITHDRAW', 'SAVE_DRAFT'].includes(type);
      const viewer: Viewer | 'CLOCK' | 'ENGINE' = own ? viewerOf('UNIT_STAFF', report.unit) : ['DUE'].includes(type) ? 'CLOCK' : office;
      return { subject: { campaignId: report.campaignId, id: report.id }, event: { type, input }, viewer };
    },
    close: async () => {
      await drive.close();
      await database.close();
    },
  };
}
export type Reported = Awaited<ReturnType<typeof openReported>>;

export function expectAccepted(outcome: Outcome | undefined): void {
  if (!outcome?.ok) throw new Error(`Expected it to be accepted: ${JSON.stringify(outcome?.refusal)}`);
}

/** `campaign|rule|source|node|end|key|parent` → what is summed there, as one line of text; nothing where everything is zero. */
export type Totals = Record<string, string>;

class Total {
  private readonly counts: number[] = [];
  private readonly cells = new Map<string, { sum: bigint; filled: number }>();
  add(counts: readonly number[], cells: readonly (readonly [string, string, number])[]): void {
    counts.forEach((count, i) => (this.counts[i] = (this.counts[i] ?? 0) + count));
    for (const [key, value, filled] of cells) {
      const cell = this.cells.get(key) ?? { sum: 0n, filled: 0 };
      this.cells.set(key, { sum: cell.sum + millionths(value), filled: cell.filled + filled });
    }
  }
  text(): string | null {
    const cells = [...this.cells].filter(([, { filled }]) => filled > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    if (cells.length === 0 && this.counts.every((count) => count === 0)) return null;
    return `${this.counts.join(',')} ${cells.map(([key, { sum, filled }]) => `${key}=${sum}/${filled}`).join(' ')}`;
  }
}
const millionths = (text: string): bigint => {
  const [whole = '0', places = ''] = text.replace('-', '').split('.');
  return BigInt(whole + places.padEnd(6, '0').slice(0, 6)) * (text.startsWith('-') ? -1n : 1n);
};

const textsOf = (totals: Map<string, Total>): Totals =>
  Object.fromEntries([...totals].flatMap(([name, total]) => (total.text() === null ? [] : [[name, total.text() ?? '']])).sort());

interface Counted {
  campaign: string;
  rule: string;
  source: string;
  unit: string;
  end: string;
  key: string;
  path: string[];
  counts: number[];
  cells: (readonly [string, string, number])[];
}

function fannedOut(rows: readonly Counted[]): Totals {
  const totals = new Map<string, Total>();
  for (const { campaign, rule, source, end, key, path, counts, cells } of rows)
    path.forEach((node, i) => {
      const name = [campaign, rule, source, node, end, key, path[i + 1] ?? '00000000-0000-0000-0000-000000000000'].join('|');
      if (!totals.has(name)) totals.set(name, new Total());
      totals.get(name)?.add(counts, cells);
    });
  return textsOf(totals);
}

/** What the tallies say. */
export async function stored({ pool }: Database): Promise<Totals> {
  const { rows } = await pool.query<Record<string, string> & { counts: number[]; keys: string[]; sums: string[]; filled: number[] }>(
    `select campaign_id, rule, source, node_id, period_end::text as period_end, period_key, parent_id, counts, keys, sums::text[] as sums, filled from tally`,
  );
  const totals = new Map<string, Total>();
  for (const row of rows) {
    const total = new Total();
    total.add(
      row.counts,
      row.keys.map((key, i) => [key, row.sums[i] ?? '', row.filled[i] ?? 0] as const),
    );
    totals.set(
      [row['campaign_id'], row['rule'], row['source'], row['node_id'], row['period_end'], row['period_key'], row['parent_id']].join('|'),
      total,
    );
  }
  return textsOf(totals);
}

/** What they ought to say, from the contributions. */
export async function fromContributions({ pool }: Database): Promise<Totals> {
  const { rows } = await pool.query<Omit<Counted, 'cells'> & { keys: string[]; figures: string[] }>(
    `select campaign_id as campaign, rule, source, unit_id as unit, period_end::text as end, period_key as key, path, counts, keys, figures::text[] as figures
     from contribution`,
  );
  return fannedOut(rows.map((row) => ({ ...row, cells: row.keys.map((key, i) => [key, row.figures[i] ?? '', 1] as const) })));
}

/** What they ought to say, from the snapshots and the register alone. */
export async function fromSnapshots(
  { pool }: Database,
  pathFor: (unit: string, end: string) => readonly string[],
  names: readonly string[],
): Promise<Totals> {
  const { rows } = await pool.query<{ campaign_id: string; definition: ReportDefinition; snapshot: never }>(
    `select campaign_id, definition, snapshot from subject where kind = 'REPORT'`,
  );
  return fannedOut(
    rows.flatMap(({ campaign_id, definition, snapshot }) =>
      (reportLaw.contribute?.(definition, snapshot) ?? []).map(({ source, rule, unit, period, counts, cells }) => ({
        ...{ campaign: campaign_id, rule, source, unit, end: period.end, key: period.key, path: [...pathFor(unit, period.end)] },
        counts: names.map((name) => counts[name as keyof typeof counts] ?? 0),
        cells: Object.entries(cells).map(([key, value]) => [key, value.toFixed(6), 1] as const),
      })),
    ),
  );
}
