import { EntitySchema } from '@mikro-orm/core';

export interface UnitRow {
  id: string;
  code: string | null;
  kind: string;
  createdAt: Date;
}
export const Unit = new EntitySchema<UnitRow>({
  name: 'Unit',
  tableName: 'unit',
  properties: {
    id: { type: 'uuid', primary: true },
    code: { type: 'text', nullable: true, unique: true },
    kind: { type: 'text' },
    createdAt: { type: 'datetime', columnType: 'timestamptz' },
  },
});

/** Effective-dated: valid from `validFrom` (null: always) until the day before `validTo` (null: still). */
export interface UnitNameRow {
  id: string;
  unitId: string;
  name: string;
  kind: 'OFFICIAL' | 'ALIAS';
  validFrom: string | null;
  validTo: string | null;
  /** Lower-case search keys: the name, its pinyin, its initials, separated by spaces. */
  keys: string;
}
export const UnitName = new EntitySchema<UnitNameRow>({
  name: 'UnitName',
  tableName: 'unit_name',
  properties: {
    id: { type: 'uuid', primary: true },
    unitId: { type: 'uuid' },
    name: { type: 'text' },
    kind: { type: 'text' },
    validFrom: { type: 'date', nullable: true },
    validTo: { type: 'date', nullable: true },
    keys: { type: 'text' },
  },
  indexes: [
    { name: 'unit_name_unit', properties: ['unitId'] },
    { name: 'unit_name_name', properties: ['name'] },
  ],
});

export interface UnitParentRow {
  id: string;
  unitId: string;
  parentId: string;
  validFrom: string | null;
  validTo: string | null;
}
export const UnitParent = new EntitySchema<UnitParentRow>({
  name: 'UnitParent',
  tableName: 'unit_parent',
  properties: {
    id: { type: 'uuid', primary: true },
    unitId: { type: 'uuid' },
    parentId: { type: 'uuid' },
    validFrom: { type: 'date', nullable: true },
    validTo: { type: 'date', nullable: true },
  },
  indexes: [
    { name: 'unit_parent_unit', properties: ['unitId'] },
    { name: 'unit_parent_parent', properties: ['parentId'] },
  ],
});
