import { make, makeButton } from './html.ts'
import { say } from './words.ts'

/** Asks before something is done; the button that does it has the words of the one that was pressed. */
export function confirmed(question: string, label: string, style: string): Promise<boolean> {
  const dialog = make('dialog', 'confirm')
  const text = make('p', '', question)
  text.id = 'confirm-question'
  dialog.setAttribute('aria-labelledby', text.id)
  const actions = make('div', 'actions')
  actions.append(
    makeButton('button', say('cancel'), () => dialog.close()),
    makeButton(style || 'primary', label, () => dialog.close('yes')),
  )
  dialog.append(text, actions)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    }),
  )
}
