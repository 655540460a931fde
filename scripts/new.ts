// npm run new capability NAME: copies the template of a capability into commands/NAME and adds it to the list.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addCapability } from './new-capability.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [kind, name, ...others] = process.argv.slice(2)

if (kind !== 'capability' || name === undefined || others.length > 0) {
  console.error('usage: npm run new capability NAME   (one word, lower-case letters and digits, such as lunch)')
  process.exit(2)
}
const outcome = await addCapability(root, name)
if ('problem' in outcome) {
  console.error(outcome.problem)
  process.exit(1)
}
console.log(`The capability "${name}" is in commands/${name}, and in the list of commands/index.ts.

  npm test commands/${name}    its tests: a conversation each
  npm start                    then type /${name} say in the chat

Next: open commands/${name}/say.ts and messages.ts, and make them yours. CONTRIBUTING.md goes on from here.`)
