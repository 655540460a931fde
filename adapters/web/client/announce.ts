const region = document.createElement('div')

/** Puts the live region in the page. It must be there, and empty, before anything is said. */
export function startAnnouncing(): void {
  region.className = 'visually-hidden'
  region.setAttribute('role', 'status')
  region.setAttribute('aria-live', 'polite')
  document.body.append(region)
}

/** Has a screen reader say something that is not in the log, the same words twice too. */
export function announce(text: string): void {
  region.textContent = ''
  setTimeout(() => (region.textContent = text), 50)
}
