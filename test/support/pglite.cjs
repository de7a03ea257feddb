// PGlite imports Node's own modules dynamically, which jest's sandbox cannot do without an experimental flag. It is loaded outside the
// sandbox instead, the way every program loads it; test files in one worker then share its compiled code too.
module.exports = globalThis.requireOutsideSandbox('@electric-sql/pglite');
