'use strict';
// Stands in for packages the bundle has no use for (see build.cjs).
module.exports = {};
