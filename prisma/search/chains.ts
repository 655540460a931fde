import { Growing } from './growing.ts'

/** Whole numbers from 0 on, each added under one key, in order: four bytes each, and one entry a key. */
export class Chains {
  readonly #last = new Map<string, number>()
  /** of each number, the one before it under its key, plus one */
  readonly #before = new Growing(64)

  /** Puts the next number under a key. */
  add(key: string): void {
    const number = this.#before.length
    this.#before.push((this.#last.get(key) ?? -1) + 1)
    this.#last.set(key, number)
  }

  /** The numbers under a key, the latest first. */
  of(key: string): number[] {
    const found: number[] = []
    for (let number = this.#last.get(key) ?? -1; number >= 0; number = this.#before.at(number) - 1) found.push(number)
    return found
  }
}
