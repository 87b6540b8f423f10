// Reading and writing a document by JSON Pointer (RFC 6901), as the core does: members of lists are named by identity
// (`/images/@<id>`), `@order` is the order of a list, language names are found whatever their case. A write copies the
// path and shares the rest, so that an unchanged value stays the same object.

export type Json = unknown;

const escaped = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");
const plainName = (name: string) => name.replaceAll("~1", "/").replaceAll("~0", "~");

/** The pointer of plain names. */
export function pointer(...names: readonly string[]): string {
  return names.map((name) => `/${escaped(name)}`).join("");
}

export function segments(at: string): string[] {
  return at === "" ? [] : at.slice(1).split("/").map(plainName);
}

/** True for `ancestor` itself and everything below it. */
export function isWithin(at: string, ancestor: string): boolean {
  return at === ancestor || at.startsWith(`${ancestor}/`);
}

/** The name of a list member: its own key when it has one, else the service's id. */
export function identity(member: Json): string | undefined {
  if (!isObject(member)) return undefined;
  for (const name of ["$key", "id"]) {
    const key = member[name];
    if (typeof key === "string" && key !== "") return key;
  }
  return undefined;
}

export function read(document: Json, at: string): Json {
  let value = document;
  for (const name of segments(at)) {
    if (Array.isArray(value)) {
      if (name === "@order") return value.map(identity);
      value = value[indexOf(value, name)];
    } else if (isObject(value)) {
      value = value[spelling(value, name) ?? ""];
    } else {
      return undefined;
    }
  }
  return value;
}

/** The document with the value at the pointer; `undefined` takes it out. Missing objects on the way are made. */
export function write(document: Json, at: string, value: Json): Json {
  return writeAt(document, segments(at), value);
}

function writeAt(here: Json, path: readonly string[], value: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  // A language or object that the document lacks is made; a list only when the next name can only mean a member.
  const container = here ?? (name.startsWith("@") ? [] : {});
  if (Array.isArray(container)) {
    if (name === "@order") return reordered(container, value);
    const index = indexOf(container, name);
    const member = writeAt(container[index], rest, value);
    if (member === undefined) return container.filter((_, position) => position !== index);
    return index < 0 ? [...container, member] : container.map((one, position) => (position === index ? member : one));
  }
  if (!isObject(container)) return here;
  const spelled = spelling(container, name) ?? name;
  const child = writeAt(container[spelled], rest, value);
  if (child !== undefined) return { ...container, [spelled]: child };
  const { [spelled]: _, ...others } = container;
  return others;
}

function reordered(list: readonly Json[], order: Json): Json[] {
  if (!Array.isArray(order)) return [...list];
  const place = (member: Json) => {
    const at = order.indexOf(identity(member));
    return at < 0 ? order.length : at;
  };
  return [...list].sort((a, b) => place(a) - place(b));
}

function indexOf(list: readonly Json[], name: string): number {
  if (name.startsWith("@")) return list.findIndex((member) => identity(member) === name.slice(1));
  return /^\d+$/.test(name) ? Number(name) : -1;
}

function spelling(object: Record<string, Json>, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const plain = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === plain);
}

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
