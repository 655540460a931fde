import { liveQuarter } from '../test/guarantees/quarter/quarter.ts'
import { benchDatabases } from './databases.ts'
import { print } from './measure.ts'

const whole = { members: 2000, experts: 150, questions: 1000, outages: 30 }

/** A quarter of questions on a fast clock: how they end, what is broken, and how evenly they are shared, beside other ways to choose. */
export async function benchQuarter(): Promise<void> {
  const seed = Number(process.env.QUARTER_SEED ?? 6)
  for (const open of await benchDatabases()) {
    const { database, drop } = await open()
    const begun = performance.now()
    const { ends, broken, done, gini, shares, failures } = await liveQuarter(database, whole, seed)
    console.log(`\n${database.provider}: a quarter of ${whole.questions} questions among ${whole.members} members, ${whole.experts} of them experts (QUARTER_SEED=${seed}), lived in ${Math.round((performance.now() - begun) / 1000)} s`)
    print('How they ended', [ends])
    print('What people did', [...done].map(([what, count]) => ({ what, count })).sort((one, other) => other.count - one.count))
    console.log(`Broken caps, quiet hours and leaves: ${broken.length}${broken.slice(0, 20).map((one) => `\n  ${one}`).join('')}`)
    console.log(`Failures logged: ${failures.length}${failures.slice(0, 5).map((one) => `\n  ${one.trim()}`).join('')}`)
    console.log(`Gini of how often experts were asked, as lived: ${gini.toFixed(2)}`)
    print('The same questions reckoned with each way to choose (Gini of the load, share answered, median hours to the answer)', shares.map((share) => ({ ...share })))
    await drop()
  }
}
