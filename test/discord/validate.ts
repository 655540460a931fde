/** What Discord refuses, as pure functions over payloads: for the server of the tests, and for whoever draws payloads. */
export { commandsProblems } from './validate-commands.ts'
export { messageProblems, type MessageAbout } from './validate-message.ts'
export { modalProblems } from './validate-modal.ts'
export type { DiscordError, ErrorTree } from './refusals.ts'
