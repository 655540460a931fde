import { errorOf, type DiscordError, type ErrorTree } from './refusals.ts'

export type Path = (string | number)[]
export type Fields = Record<string, unknown>

/** What is wrong with a body, each with its place, as Discord puts it into `errors`. */
export class Problems {
  private readonly found: { path: Path; code: string; message: string }[] = []

  add(path: Path, code: string, message: string): void {
    this.found.push({ path, code, message })
  }

  get none(): boolean {
    return this.found.length === 0
  }

  /** "Invalid Form Body" with the tree of all that was found; undefined when nothing was. */
  error(): DiscordError | undefined {
    if (this.none) return undefined
    const errors: ErrorTree = {}
    for (const { path, code, message } of this.found) {
      const place = path.reduce<ErrorTree>((tree, key) => (tree[key] ??= {}) as ErrorTree, errors)
      const list = (place._errors ??= []) as { code: string; message: string }[]
      list.push({ code, message })
    }
    return { status: 400, code: 50035, message: 'Invalid Form Body', errors }
  }

  required(path: Path): void {
    this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required')
  }

  choice(path: Path, allowed: readonly (string | number)[]): void {
    this.add(path, 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`)
  }

  /** A text of so many characters; what is left out is right unless it is required. */
  text(path: Path, value: unknown, { min = 0, max, required = false }: { min?: number; max: number; required?: boolean }): void {
    if (value === undefined || value === null) return required ? this.required(path) : undefined
    if (typeof value !== 'string') return this.add(path, 'STRING_TYPE_CONVERT', 'Could not interpret value as string.')
    if (min > 0 && value.trim() === '') return this.required(path)
    if (value.length >= min && value.length <= max) return
    if (min > 0) this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`)
    else this.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`)
  }

  /** A whole number within bounds. */
  whole(path: Path, value: unknown, { min, max, required = false }: { min: number; max: number; required?: boolean }): void {
    if (value === undefined || value === null) return required ? this.required(path) : undefined
    if (typeof value !== 'number' || !Number.isInteger(value)) return this.add(path, 'NUMBER_TYPE_COERCE', `Value ${JSON.stringify(value)} is not int.`)
    if (value < min) this.add(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`)
    if (value > max) this.add(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`)
  }

  flag(path: Path, value: unknown): void {
    if (value !== undefined && value !== null && typeof value !== 'boolean') this.add(path, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.')
  }

  /** One of a few values. */
  oneOf(path: Path, value: unknown, allowed: readonly (string | number)[], required = false): void {
    if (value === undefined || value === null) return required ? this.required(path) : undefined
    if (!allowed.includes(value as string | number)) this.choice(path, allowed)
  }

  /** The objects of a list of so many; empty when it is none. */
  list(path: Path, value: unknown, { min = 0, max, required = false }: { min?: number; max: number; required?: boolean }): Fields[] {
    if (value === undefined || value === null) {
      if (required) this.required(path)
      return []
    }
    if (!Array.isArray(value)) {
      this.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType.')
      return []
    }
    if (value.length < min || value.length > max)
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`)
    return value.map((one, index) => this.object([...path, index], one))
  }

  object(path: Path, value: unknown): Fields {
    if (isFields(value)) return value
    this.add(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType.')
    return {}
  }
}

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of a list, where a mistake has been reported elsewhere. */
export const objectsOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

export const invalid = (path: Path, code: string, message: string): DiscordError => {
  const problems = new Problems()
  problems.add(path, code, message)
  return problems.error() ?? errorOf('general')
}
