/** What a series of measurements says, in milliseconds. */
export interface Measured {
  p50: number
  p99: number
  perSecond: number
}

/** Runs `work` `times` times, one after the other, after a tenth as many runs that do not count. */
export async function measure(times: number, work: (index: number) => Promise<unknown>): Promise<Measured> {
  const warmUp = Math.ceil(times / 10)
  for (let index = 0; index < warmUp; index++) await work(index)
  const samples: number[] = []
  const start = performance.now()
  for (let index = 0; index < times; index++) {
    const before = performance.now()
    await work(warmUp + index)
    samples.push(performance.now() - before)
  }
  const elapsed = performance.now() - start
  return { ...percentiles(samples), perSecond: (times / elapsed) * 1000 }
}

/** The middle of some times, and what 99 of 100 do not exceed. */
export function percentiles(samples: number[]): Pick<Measured, 'p50' | 'p99'> {
  const sorted = samples.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

/** How many a second, `width` of them under way at a time. */
export async function throughput(times: number, width: number, work: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const start = performance.now()
  const lane = async () => {
    while (next < times) await work(next++)
  }
  await Promise.all(Array.from({ length: width }, lane))
  return (times / (performance.now() - start)) * 1000
}

const round = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(2)))

/** Prints a table with its title. */
export function print(title: string, rows: Record<string, string | number>[]): void {
  console.log(`\n${title}`)
  console.table(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? round(value) : value]))))
}
