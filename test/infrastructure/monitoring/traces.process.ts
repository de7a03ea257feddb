/** `traces.process.ts ENDPOINT RATIO`: traces a little, stops, and says so. A process of its own, because the exporter loads modules that only Node itself can load. */
import { callersSpan, createTracing } from '../../../src/infrastructure/monitoring/tracing';

const [, , endpoint = '', ratio = '1'] = process.argv;
const tracing = createTracing({ endpoint, serviceName: 'muster-test', ratio: Number(ratio) });
const request = tracing.begin('graphql http', { kind: 'SERVER' });
const other = tracing.begin('other', { parent: null });
request.within(() => tracing.begin('drive ACKNOWLEDGE', { links: [other.context] }).end());
other.end();
request.end({ 'muster.code': 'OK' });
tracing.begin('of a caller', { parent: callersSpan('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01') }).end();
void tracing.stop().then(() => {
  process.stdout.write('stopped\n');
  process.exit(0);
});
