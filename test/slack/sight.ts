import { elementsOf, type Placed } from './blocks.ts'
import { readMessage, readView, type Reader } from './reading.ts'
import { isMember, type ConversationRecord, type MessageRecord, type ViewRecord } from './world.ts'
import { stackOf } from './views.ts'

/** Something that a person sees. */
export type Seen = { text: string; changed: number; usable: Placed[] } & (
  | { kind: 'message'; conversation: ConversationRecord; message: MessageRecord }
  | { kind: 'view'; view: ViewRecord }
)

const messageSeen = (conversation: ConversationRecord, message: MessageRecord, reader: Reader): Seen => ({
  kind: 'message', conversation, message, text: readMessage(message, reader), changed: message.changed, usable: elementsOf(message.blocks),
})

const viewSeen = (view: ViewRecord, reader: Reader): Seen => ({
  kind: 'view', view, text: readView(view, reader), changed: view.changed, usable: elementsOf(view.blocks),
})

/** The modal before a person, on top of all others. */
export const openModal = ({ workspace, user }: Reader): ViewRecord | undefined => stackOf(workspace, user.id).at(-1)

/** Everything a person can see: conversations and her home as they changed, and last the modal that covers them. */
export function sightOf(reader: Reader): Seen[] {
  const { workspace, user } = reader
  const messages = [...workspace.conversations.values()]
    .filter((conversation) => isMember(conversation, user.id))
    .flatMap((conversation) =>
      conversation.messages.filter(({ onlyFor }) => !onlyFor || onlyFor === user.id).map((message) => messageSeen(conversation, message, reader)),
    )
  const home = workspace.homes.get(user.id)
  const modal = openModal(reader)
  const behind = [...messages, ...(home ? [viewSeen(home, reader)] : [])].toSorted((one, other) => one.changed - other.changed)
  return modal ? [...behind, viewSeen(modal, reader)] : behind
}
