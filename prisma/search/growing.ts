/** A list of whole numbers from 0 on that only grows, in four bytes each. */
export class Growing {
  length = 0
  #items: Uint32Array

  constructor(room = 2) {
    this.#items = new Uint32Array(room)
  }

  push(item: number): void {
    if (this.length === this.#items.length) {
      const wider = new Uint32Array(Math.max(4, Math.ceil(this.length * 1.5)))
      wider.set(this.#items)
      this.#items = wider
    }
    this.#items[this.length++] = item
  }

  at(index: number): number {
    return this.#items[index] ?? 0
  }

  /** The items as they are now; not to be kept. */
  get items(): Uint32Array {
    return this.#items
  }
}
