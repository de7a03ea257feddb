import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import type { UnitSearchHit, Units } from '../../application/ports/units';
import { searchKeys, shortForms, UNIT_KINDS, type UnitKind, type UnitRecord } from '../../domain/units';
import { UNITS_CHANGED } from './units-changed';
import { Unit, UnitName, UnitParent } from '../persistence/entities/units';

/** Whoever changes the register holds this until the end of the transaction: whether it is still a tree depends on all of it. */
const REGISTER_LOCK = 7_301_958_302;
const FRESH = { disableIdentityMap: true } as const;
/** Rows an insert carries at once; PostgreSQL takes 65,535 parameters. */
const CHUNK = 2_000;

const isKind = (text: string): text is UnitKind => (UNIT_KINDS as readonly string[]).includes(text);

/** The name itself first, so that the search knows it from its pinyin; then every other key of it and its usual short forms. */
export function keysOfName(name: string): string {
  const keys = [...shortForms(name)].map(searchKeys);
  return [...new Set([searchKeys(name).name, ...keys.flatMap((key) => [key.name, key.pinyin, key.initials])])].filter((key) => key !== '').join(' ');
}

async function records(em: SqlEntityManager): Promise<UnitRecord[]> {
  const [units, names, parents] = [
    await em.find(Unit, {}, { ...FRESH, orderBy: { createdAt: 'asc', id: 'asc' } }),
    await em.find(UnitName, {}, { ...FRESH, orderBy: { id: 'asc' } }),
    await em.find(UnitParent, {}, { ...FRESH, orderBy: { id: 'asc' } }),
  ];
  const namesOf = byUnit(names);
  const parentsOf = byUnit(parents);
  return units.map(({ id, code, kind }) => ({
    id,
    code,
    kind: isKind(kind) ? kind : 'OTHER',
    names: (namesOf.get(id) ?? []).map((row) => ({ name: row.name, kind: row.kind, validFrom: row.validFrom, validTo: row.validTo })),
    parents: (parentsOf.get(id) ?? []).map(({ parentId, validFrom, validTo }) => ({ parentId, validFrom, validTo })),
  }));
}

const SEARCH = `
  with hit as (
    select n.unit_id, n.name as matched, n.id,
      case when n.keys = :q or n.keys like :start || ' %' then 0
           when n.keys like :start || '%' then 1
           when ' ' || n.keys like '% ' || :start || '%' then 2
           when split_part(n.keys, ' ', 1) like '%' || :start || '%' then 3
           else 4 end
      + case when (n.valid_from is null or n.valid_from <= :on::date) and (n.valid_to is null or :on::date < n.valid_to) then 0 else 5 end as rank
    from unit_name n
    where n.keys like '%' || :start || '%' and (:some = false or n.unit_id = any(:units::uuid[]))
      and exists (select 1 from unit_name o where o.unit_id = n.unit_id and o.kind = 'OFFICIAL'
        and (o.valid_from is null or o.valid_from <= :on::date) and (o.valid_to is null or :on::date < o.valid_to))
  ), best as (
    select distinct on (unit_id) unit_id, matched, rank from hit order by unit_id, rank, char_length(matched), matched, id
  )
  select unit_id, matched, rank from best
  where :first or (rank, char_length(matched), matched collate "C", unit_id) > (:rank::int, char_length(:matched), :matched collate "C", :unit::uuid)
  order by rank, char_length(matched), matched collate "C", unit_id limit :limit`;

/** The unit register's tables, inside the transaction of this entity manager. */
export function unitRows(em: SqlEntityManager): Units {
  return {
    all: () => records(em),
    async forChange() {
      await em.execute('select pg_advisory_xact_lock(?)', [REGISTER_LOCK]);
      return records(em);
    },
    async save(changed, at) {
      const ids = changed.map(({ id }) => id);
      const names = changed.flatMap(({ id, names }) => names.map((name) => ({ id: v7(), unitId: id, ...name, keys: keysOfName(name.name) })));
      const parents = changed.flatMap(({ id, parents }) => parents.map((parent) => ({ id: v7(), unitId: id, ...parent })));
      const units = changed.map(({ id, code, kind }) => ({ id, code: code ?? null, kind, createdAt: at }));
      for (const part of chunks(units))
        await em.upsertMany(Unit, part, { onConflictFields: ['id'], onConflictMergeFields: ['code', 'kind'], ...FRESH });
      await em.nativeDelete(UnitName, { unitId: { $in: ids } });
      await em.nativeDelete(UnitParent, { unitId: { $in: ids } });
      for (const part of chunks(names)) await em.insertMany(UnitName, part);
      for (const part of chunks(parents)) await em.insertMany(UnitParent, part);
      await em.execute('select pg_notify(?, ?)', [UNITS_CHANGED, '']);
    },
    async search({ text, on, unitIds, limit, after }) {
      const q = searchKeys(text).name;
      // Marks alone (%, _) are in no name; without letters the search would find every unit.
      if (q === '' && text.trim() !== '') return { hits: [], more: false };
      const bindings = {
        q,
        start: q.replace(/[\\%_]/g, '\\$&'),
        on,
        some: unitIds !== null,
        units: `{${(unitIds ?? []).join(',')}}`,
        first: after === null,
        rank: after?.rank ?? 0,
        matched: after?.matched ?? '',
        unit: after?.unitId ?? '00000000-0000-0000-0000-000000000000',
        limit: limit + 1,
      };
      const rows = await em.execute<{ unit_id: string; matched: string; rank: number }[]>(...positional(SEARCH, bindings));
      const hits = rows.slice(0, limit).map((row): UnitSearchHit => ({ unitId: row.unit_id, matched: row.matched, rank: row.rank }));
      return { hits, more: rows.length > limit };
    },
  };
}

function byUnit<T extends { unitId: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const list = found.get(row.unitId);
    if (list) list.push(row);
    else found.set(row.unitId, [row]);
  }
  return found;
}

function chunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, i) => rows.slice(i * CHUNK, (i + 1) * CHUNK));
}

/** Named parameters into the driver's question marks; `::` is a cast and no name. */
function positional(sql: string, bindings: Readonly<Record<string, unknown>>): [string, unknown[]] {
  const values: unknown[] = [];
  const text = sql.replace(/(?<!:):([a-z]+)/g, (_, name: string) => {
    values.push(bindings[name]);
    return '?';
  });
  return [text, values];
}
