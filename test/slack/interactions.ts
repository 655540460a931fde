import { newSecret, type ConversationRecord, type MessageRecord, type UserRecord, type WorkspaceRecord } from './world.ts'

/** One gesture of a person, and what the app may still do with it. */
export interface Interaction {
  workspace: WorkspaceRecord
  user: UserRecord
  triggerId: string
  /** milliseconds since the process began */
  at: number
  /** the trigger has opened a view */
  exchanged: boolean
  /** the app has answered: by its acknowledgement, a view, or a response_url */
  answered: boolean
}

/** Where the app can answer a gesture. */
export interface ResponseUrl {
  id: string
  interaction: Interaction
  conversation: ConversationRecord
  /** the message whose button was pressed; undefined for a command */
  message?: MessageRecord
  uses: number
}

let triggers = 0

/** What can still be answered, by trigger and by response_url. */
export function createInteractions() {
  const byTrigger = new Map<string, Interaction>()
  const byUrl = new Map<string, ResponseUrl>()
  return {
    byTrigger,
    byUrl,
    begin(workspace: WorkspaceRecord, user: UserRecord): Interaction {
      const triggerId = `${Date.now()}.${++triggers}.${newSecret()}`
      const interaction = { workspace, user, triggerId, at: performance.now(), exchanged: false, answered: false }
      byTrigger.set(triggerId, interaction)
      return interaction
    },
    responseUrl(url: string, interaction: Interaction, conversation: ConversationRecord, message?: MessageRecord): string {
      const id = newSecret()
      byUrl.set(id, { id, interaction, conversation, message, uses: 0 })
      return `${url}/response/${interaction.workspace.id}/${id}`
    },
  }
}

export type Interactions = ReturnType<typeof createInteractions>
