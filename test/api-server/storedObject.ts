/**
 * One object of the API and the exact JSON text in which it goes out.
 * Fields the contract does not know are kept as text, so that their order and their numbers survive.
 */
export class StoredObject<Fields extends { readonly id: string }> {
  #fields: Fields;
  #text: string | undefined;
  readonly #extra: string;

  /**
   * @param extra Members to append, as raw JSON text without braces (`"10": "ten", "2": 1.0`).
   *   A repeated name wins over a known field, which is how a test makes an answer wrong on purpose.
   * @throws {SyntaxError} when `extra` is not JSON.
   */
  constructor(fields: Fields, extra = '') {
    JSON.parse(`{${extra}}`);
    this.#fields = fields;
    this.#extra = extra;
  }

  get id(): string {
    return this.#fields.id;
  }

  get fields(): Fields {
    return this.#fields;
  }

  /** The JSON text, made once per change. */
  get text(): string {
    this.#text ??= this.#serialise();
    return this.#text;
  }

  change(changes: Partial<Omit<Fields, 'id'>>): void {
    this.#fields = { ...this.#fields, ...changes };
    this.#text = undefined;
  }

  #serialise(): string {
    const known = JSON.stringify(this.#fields);
    return this.#extra === '' ? known : `${known.slice(0, -1)},${this.#extra}}`;
  }
}
