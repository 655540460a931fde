import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Advice } from './advice.mjs'
import { root } from './root.mjs'

const lock = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.entraide')
/** Written by npm itself at the end of an installation. */
const installed = join(modules, '.package-lock.json')

/** Installs the dependencies when they are missing, or are those of another package-lock.json or of another Node. */
export function installDependencies() {
  const stamp = currentStamp()
  const known = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
  if (known === stamp) return
  if (!isInstalledByHand(known)) {
    refuseLink()
    console.log('Installing the dependencies (one to three minutes, only the first time)…')
    npmCi()
  }
  writeFileSync(stampFile, stamp)
}

/** What the installed packages depend on: the lock file, and the Node that native ones were built for. */
function currentStamp() {
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex')
  return `${hash} ${process.platform} ${process.arch} ${process.versions.modules}\n`
}

/**
 * Whether somebody has run npm since package-lock.json last changed: then there is nothing to do again.
 *
 * @param {string} known the last stamp, empty if none
 */
function isInstalledByHand(known) {
  const otherNode = known !== '' && !known.endsWith(` ${process.versions.modules}\n`)
  return !otherNode && existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs
}

/** Installing through a link would empty the folder that it leads to, which is another project's. */
function refuseLink() {
  if (!lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return
  throw new Advice(`${modules} is a link to another folder, whose packages are not those of package-lock.json: remove the link, then try again.`)
}

function npmCi() {
  const [command, ...before] = npm()
  const options = [...before, 'ci', '--no-audit', '--no-fund']
  const { status, error, stdout, stderr } = spawnSync(command, options, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: before.length === 0 && process.platform === 'win32',
  })
  if (status !== 0) throw new Advice(`${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}\n${advice(stderr ?? '')}`)
}

/** The npm that started us, so that one installed under another name or version is not mixed in; otherwise the one on the PATH. */
function npm() {
  const cli = process.env.npm_execpath
  return cli && basename(cli) === 'npm-cli.js' ? [process.execPath, cli] : ['npm']
}

/** @param {string} output what npm wrote */
function advice(output) {
  const start = 'The dependencies could not be installed (the output of npm is above).'
  if (/node-gyp|prebuild-install|gyp ERR/.test(output)) {
    return `${start} better-sqlite3 had to be compiled here: install python3, make and g++ (Debian: apt-get install python3 make g++), then try again.`
  }
  if (/ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|network/i.test(output)) {
    return `${start} The npm registry could not be reached: check the network, or the proxy (npm config get proxy), then try again.`
  }
  if (/EACCES|EPERM/.test(output)) {
    return `${start} This user may not write in ${root}: run it as the user who owns the folder.`
  }
  return `${start} Check the network, and that python3, make and g++ are installed (better-sqlite3 may need them), then try again.`
}
