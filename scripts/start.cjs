// node scripts/start.cjs [FILE.ts ARGUMENTS…]: sets the project up, then runs the file in this same process, so that signals and
// exit codes are the file's own. Without a file: sets up only.
// This file is written so that any Node since 2018 can read it: an old one gets a sentence and not a syntax error.
'use strict'

var wanted = [20, 19]
var version = process.versions.node.split('.').map(Number)

if (version[0] < wanted[0] || (version[0] === wanted[0] && version[1] < wanted[1])) {
  console.error(
    'Entraide needs Node ' + wanted.join('.') + ' or newer; this is ' + version[0] + '.' + version[1] + '. ' +
      'Install it from https://nodejs.org and run npm ' + (process.env.npm_lifecycle_event || 'start') + ' again.'
  )
  process.exit(1)
}

import('./run.mjs')
  .then(function (module) {
    return module.run(process.argv.slice(2))
  })
  .catch(function (error) {
    console.error(error.name === 'Advice' ? error.message : error)
    process.exit(1)
  })
