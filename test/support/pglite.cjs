// PGlite imports Node's own modules dynamically, which jest's sandbox cannot do without an experimental flag. It is loaded outside the
// sandbox instead, as any program would load it; test files in one worker then share its compiled code too.
module.exports = globalThis.requireOutsideSandbox('@electric-sql/pglite');
