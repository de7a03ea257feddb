import type { Migration } from '@mikro-orm/migrations';
import { FirstSchema } from './0001-first-schema';
import { PlansByName } from './0002-plans-by-name';
import { Anchors } from './0003-anchors';
import { KeyedByCampaign } from './0004-keyed-by-campaign';
import { PagesByIndex } from './0005-pages-by-index';
import { Figures } from './0007-figures';
import { Attachments } from './0008-attachments';
import { Channels } from './0009-channels';
import { FigureSnapshots } from './0011-figure-snapshots';
import { CarriedFigures } from './0012-carried-figures';
import { CarriedDays } from './0013-carried-days';
import { LowerCampaigns } from './0014-lower-campaigns';
import { MIGRATION_NAMES, type MigrationName } from './names';

type MigrationClass = new (...arguments_: ConstructorParameters<typeof Migration>) => Migration;

const CLASSES: Readonly<Record<MigrationName, MigrationClass>> = {
  '0001-first-schema': FirstSchema,
  '0002-plans-by-name': PlansByName,
  '0003-anchors': Anchors,
  '0004-keyed-by-campaign-breaking': KeyedByCampaign,
  '0005-pages-by-index': PagesByIndex,
  '0007-figures': Figures,
  '0008-attachments': Attachments,
  '0009-channels': Channels,
  '0011-figure-snapshots': FigureSnapshots,
  '0012-carried-figures': CarriedFigures,
  '0013-carried-days': CarriedDays,
  '0014-lower-campaigns': LowerCampaigns,
};

/** Every migration, oldest first. */
export const migrations: readonly { readonly name: string; readonly class: MigrationClass }[] = MIGRATION_NAMES.map((name) => ({
  name,
  class: CLASSES[name],
}));
