import type { Attachment, Facts } from '../../../workflows/facts';
import type { FactProvider } from '../drive/types';
import { provider, type FactSources } from './sources';

const idsOf = (input: Record<string, unknown>): string[] => (Array.isArray(input.attachments) ? input.attachments.map(String) : []);

/** The files that a draft names, as far as they are its own. Nothing is asked where it names none. */
export function attachmentFacts({ attachments }: Pick<FactSources, 'attachments'>): Record<'attachments', FactProvider> {
  return {
    attachments: provider(async (requests) => {
      const asked = requests.map(({ subject, event }) => ({ campaignId: subject.campaignId, reportId: subject.id, ids: idsOf(event.input) }));
      const found = asked.some(({ ids }) => ids.length > 0) ? await attachments.named(asked.filter(({ ids }) => ids.length > 0)) : [];
      return asked.map(({ reportId, ids }): Facts['attachments'] => {
        const own = new Map(found.filter((file) => file.reportId === reportId).map((file) => [file.id, file]));
        return [...new Set(ids)].flatMap((id): Attachment[] => {
          const file = own.get(id);
          return file ? [{ id, name: file.name, mediaType: file.mediaType, size: file.size, digest: file.digest }] : [];
        });
      });
    }),
  };
}
