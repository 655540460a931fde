/**
 * Rows of numbers, one row for each thing that has any. Made once and emptied for each use, so that a search leaves nothing for the
 * garbage collector: of use to one search at a time.
 */
export class Table {
  width = 1
  count = 0
  things = new Uint32Array(1024)
  values = new Float32Array(1024)
  /** where the row of a thing is, from 1 on */
  #rows = new Uint32Array(1024)

  /** @param among things are numbers below this */
  emptied(width: number, among: number): this {
    for (let at = 0; at < this.count; at++) this.#rows[this.things[at] as number] = 0
    this.values.fill(0, 0, this.count * this.width)
    if (this.#rows.length < among) this.#rows = new Uint32Array(among * 2)
    this.width = width
    this.count = 0
    return this
  }

  has(thing: number): boolean {
    return this.#rows[thing] !== 0
  }

  /** Where the row of a thing begins in `values`, which may be other numbers afterwards. */
  row(thing: number): number {
    const known = this.#rows[thing] as number
    if (known > 0) return (known - 1) * this.width
    if (this.count === this.things.length) {
      const more = new Uint32Array(this.count * 2)
      more.set(this.things)
      this.things = more
    }
    this.things[this.count] = thing
    this.#rows[thing] = ++this.count
    if (this.count * this.width > this.values.length) {
      const more = new Float32Array(Math.max(this.values.length * 2, this.count * this.width))
      more.set(this.values)
      this.values = more
    }
    return (this.count - 1) * this.width
  }
}
