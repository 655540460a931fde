/** Something that the person at the keyboard can put right: its message is shown alone, without a stack. */
export class Advice extends Error {
  name = 'Advice'
}
