import { Growing } from './growing.ts'

/** Rows of the table that begin alike. */
export interface Rows {
  from: number
  to: number
}

/** More words of a term are not read. */
export const longestTerm = 6

/** After its stems a term has its end, which is nought, and its meaning. */
const width = longestTerm + 2

/**
 * Terms, each the numbers of its stems, from 1 on, and the meaning that it has. They stand in order, so that those that begin alike are neighbours and a term is before
 * what is longer: 32 bytes each.
 */
export class TermTable {
  #added = new Growing()
  #cells: Uint32Array<ArrayBufferLike>

  /** @param cells what `cells` gave of a table */
  constructor(cells: Uint32Array<ArrayBufferLike> = new Uint32Array()) {
    this.#cells = cells
  }

  /** All of it, in order, to be kept and not to be changed. */
  get cells(): Uint32Array {
    if (this.#added.length > 0) this.#putInOrder()
    return this.#cells
  }

  add(stems: readonly number[], meaning: number): void {
    for (let at = 0; at <= longestTerm; at++) this.#added.push(stems[at] ?? 0)
    this.#added.push(meaning)
  }

  /** All terms. */
  get all(): Rows {
    return { from: 0, to: this.cells.length / width }
  }

  /** Those of the rows, which are alike up to there, that have this stem at a place. */
  having({ from, to }: Rows, place: number, stem: number): Rows {
    const start = this.#firstFrom(from, to, place, stem)
    return { from: start, to: this.#firstFrom(start, to, place, stem + 1) }
  }

  /** The meanings of the terms that end at a place, among rows that are alike up to there. */
  ending({ from, to }: Rows, place: number): number[] {
    const meanings: number[] = []
    for (let row = from; row < to && this.#cell(row, place) === 0; row++) meanings.push(this.#cell(row, width - 1))
    return meanings
  }

  #cell(row: number, place: number): number {
    return this.#cells[row * width + place] as number
  }

  /** The first row whose stem at a place is this one or a later one. */
  #firstFrom(from: number, to: number, place: number, stem: number): number {
    while (from < to) {
      const middle = (from + to) >>> 1
      if (this.#cell(middle, place) < stem) from = middle + 1
      else to = middle
    }
    return from
  }

  #putInOrder(): void {
    const known = this.#cells.length
    const cells = new Uint32Array(known + this.#added.length)
    cells.set(this.#cells)
    cells.set(this.#added.items.subarray(0, this.#added.length), known)
    const order = Uint32Array.from({ length: cells.length / width }, (_, row) => row).sort((one, other) => {
      for (let place = 0; place < width; place++) {
        const difference = (cells[one * width + place] as number) - (cells[other * width + place] as number)
        if (difference !== 0) return difference
      }
      return 0
    })
    this.#cells = new Uint32Array(cells.length)
    order.forEach((row, at) => {
      this.#cells.set(cells.subarray(row * width, (row + 1) * width), at * width)
    })
    this.#added = new Growing()
  }
}
