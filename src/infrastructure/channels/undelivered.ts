import type { Pool } from 'pg';
import type { Deliveries, DeliveryFailure, Undelivered } from '../../application/ports/message-channel';

export function createDeliveries(pool: Pool): Deliveries {
  return {
    async undelivered(campaignId, most) {
      const { rows } = await pool.query<Undelivered>({
        name: 'undelivered',
        text: `select d.campaign_id as "campaignId", o.subject_id as "subjectId", d.channel, o.message, nullif(d.recipient, '') as recipient, d.attempts,
                 coalesce(d.last_error, '') as error, d.created_at as "createdAt", d.failed_at as "failedAt"
               from outbox_delivery d join outbox o on o.campaign_id = d.campaign_id and o.id = d.message_id
               where d.campaign_id = $1 and d.failed_at is not null order by d.message_id desc, d.channel, d.recipient limit $2`,
        values: [campaignId, most],
      });
      return rows;
    },
    async failures() {
      const { rows } = await pool.query<DeliveryFailure>({
        name: 'delivery-failures',
        text: `select channel, error, sum(given_up)::int as "givenUp", sum(waiting)::int as waiting from (
                 select channel, coalesce(last_error, '') as error, count(*) as given_up, 0 as waiting from outbox_delivery where failed_at is not null group by 1, 2
                 union all
                 select channel, last_error, 0, count(*) from outbox_delivery
                   where delivered_at is null and failed_at is null and last_error is not null group by 1, 2) f
               group by 1, 2 order by 1, 2`,
      });
      return rows;
    },
  };
}
