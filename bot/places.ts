import { z } from 'zod'

const placesSchema = z.array(z.object({ id: z.string(), name: z.string() }))
const channelsSchema = z.record(z.string(), z.string())

/** A channel of a space, as its platform knows it. */
export type Place = z.infer<typeof placesSchema>[number]

/** Purpose → the platform's channel; an empty one means that nothing of this purpose is shown there. */
export type Channels = z.infer<typeof channelsSchema>

/** The channels that were found in a space; none where its platform has no list of them. */
export const placesIn = ({ places }: { places: unknown }): Place[] => placesSchema.parse(places)

/** Which channel of a space serves which purpose. */
export const channelsIn = ({ channels }: { channels: unknown }): Channels => channelsSchema.parse(channels)

/** The key of what organisers are asked about a space that waits. */
export const waitingKey = (spaceId: number): string => `space:${spaceId}:waits`

/** What stands in the calendar of a space is written in order. */
export const calendarLane = (spaceId: number): string => `calendar:${spaceId}`
