import { isFields, objectsOf, type Fields } from './problems.ts'
import type { Component } from './world.ts'

/** Where components hold others: a row, a section, a container, a label. */
const children = (component: Fields): Fields[] => {
  const one = [component.accessory, component.component].filter(isFields)
  return [...objectsOf(component.components), ...one]
}

/** Components and all that they hold, from the top. */
export const allOf = (components: Fields[]): Fields[] => components.flatMap((component) => [component, ...allOf(children(component))])

/** The component with this custom id. */
export const componentWith = (components: Fields[], customId: string): Fields | undefined =>
  allOf(components).find((component) => component.custom_id === customId)

/** Components as Discord keeps them: each with an id of its own, and files of the message turned into links. */
export function stored(components: Fields[], media: (url: string) => Fields): Component[] {
  const taken = new Set(allOf(components).map(({ id }) => id))
  let last = 0
  const nextId = () => {
    do last += 1
    while (taken.has(last))
    return last
  }
  const linked = (value: unknown): unknown => (isFields(value) && typeof value.url === 'string' ? media(value.url) : value)
  const store = (component: Fields): Component => {
    const id = typeof component.id === 'number' && component.id > 0 ? component.id : nextId()
    const kept: Component = { ...component, type: Number(component.type), id }
    if ('media' in component) kept.media = linked(component.media)
    if ('file' in component) kept.file = linked(component.file)
    if ('items' in component) kept.items = objectsOf(component.items).map((item) => ({ ...item, media: linked(item.media) }))
    if ('components' in component) kept.components = objectsOf(component.components).map(store)
    if (isFields(component.accessory)) kept.accessory = store(component.accessory)
    if (isFields(component.component)) kept.component = store(component.component)
    return kept
  }
  return components.map(store)
}
