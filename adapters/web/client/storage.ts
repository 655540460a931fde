/** What is kept in this browser. One that forbids it, or is full, keeps nothing, and everything else goes on. */
export function read(key: string, kept: 'localStorage' | 'sessionStorage' = 'localStorage'): string {
  try {
    return window[kept].getItem(key) ?? ''
  } catch {
    return ''
  }
}

/** An empty value is nothing to keep. */
export function write(key: string, value: string, kept: 'localStorage' | 'sessionStorage' = 'localStorage'): void {
  try {
    if (value) window[kept].setItem(key, value)
    else window[kept].removeItem(key)
  } catch {
    // see above
  }
}

export const remove = (key: string): void => write(key, '')

/** What somebody who signs out has begun is nobody else's to read. */
export function forgetAll(): void {
  try {
    localStorage.clear()
    sessionStorage.clear()
  } catch {
    // see above
  }
}
