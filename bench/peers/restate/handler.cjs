// The handler behind Restate: a virtual object for each task, whose state is read, moved on by one revision and kept.
require('../node-22.cjs');
const restate = require('@restatedev/restate-sdk');

const task = restate.object({
  name: 'task',
  handlers: {
    transition: async (context, { event, input }) => {
      const before = (await context.get('task')) ?? { revision: 0, log: [] };
      const revision = before.revision + 1;
      // The last events stay with the object; Restate's own journal is the log.
      context.set('task', { revision, state: event, log: [...before.log, { event, input, seq: revision }].slice(-4) });
      return { revision };
    },
  },
});

restate.serve({ services: [task], port: Number(process.env.PORT) }).catch((error) => {
  console.error(error);
  process.exit(1);
});
