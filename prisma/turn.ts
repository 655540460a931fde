/** A door that lets one in at a time, in the order in which they came. */
export class Turn {
  #last: Promise<void> = Promise.resolve()

  /** Waits for one's turn; the function that it gives ends it. */
  async take(): Promise<() => void> {
    const before = this.#last
    let end = (): void => {}
    this.#last = new Promise((resolve) => {
      end = resolve
    })
    await before
    return end
  }

  /** Does something when its turn comes. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const end = await this.take()
    try {
      return await work()
    } finally {
      end()
    }
  }
}
