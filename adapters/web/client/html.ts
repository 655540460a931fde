/** The first element of a piece of HTML that the server drew. Nothing in it runs: the page's policy forbids scripts but ours. */
export function elementOf(html: string): HTMLElement | undefined {
  const template = document.createElement('template')
  template.innerHTML = html
  const element = template.content.firstElementChild
  return element instanceof HTMLElement ? document.importNode(element, true) : undefined
}

/** A new element with its class and words. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

/** A button that does something, in a form without sending it. */
export function makeButton(className: string, text: string, onClick: () => void): HTMLButtonElement {
  const button = make('button', className, text)
  button.type = 'button'
  button.addEventListener('click', onClick)
  return button
}
