// The same tokens that Muster issues, verified by the peers: HMAC SHA-256 over header and payload, and the date.
const { createHash, createHmac, timingSafeEqual } = require('node:crypto');

const key = createHash('sha256').update(process.env.TOKEN_SECRET).digest();

/** The account that the request's token names; throws when the token is no good. */
module.exports.accountOf = (authorization) => {
  const [header, payload, signature] = String(authorization).replace('Bearer ', '').split('.');
  const made = createHmac('sha256', key).update(`${header}.${payload}`).digest();
  if (!timingSafeEqual(made, Buffer.from(signature, 'base64url'))) throw new Error('The token is not ours');
  const { sub, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  if (exp * 1000 < Date.now()) throw new Error('The token has expired');
  return sub;
};

/** The units of each account, read once: nobody's roles change here. */
module.exports.unitsByAccount = async (pool) => {
  const { rows } = await pool.query('select account_id, array_agg(unit_id) as units from membership group by account_id');
  return new Map(rows.map((row) => [row.account_id, row.units]));
};
