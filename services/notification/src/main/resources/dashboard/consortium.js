// Who the members are and what codes mean, so that people read names and sentences.

export class Consortium {
  constructor(tree) {
    this.tree = tree;
    this.names = new Map(tree.organizations.map((each) => [each.id, each.name]));
    this.shorts = shortNames(this.names);
    this.sections = new Map(tree.sections.map((each) => [each.id, each]));
  }

  get caller() { return this.tree.caller; }

  name(organization) { return this.names.get(organization) ?? organization; }

  /** A name for narrow places: without its last word, where that leaves no doubt. */
  shortName(organization) { return this.shorts.get(organization) ?? organization; }

  roles(organization) {
    return this.tree.organizations.find((each) => each.id === organization)?.roles ?? [];
  }

  /** Whom the policy of a section names for an author, where the stream has not said it. */
  named(section, author) { return this.sections.get(section)?.named[author] ?? []; }

  reads(section) { return this.sections.get(section)?.readers.includes(this.caller) ?? false; }

  sentence(code) {
    return this.tree.codes[code] ?? `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}`;
  }
}

function shortNames(names) {
  const without = new Map([...names].map(([id, name]) => [id, name.split(' ').slice(0, -1).join(' ') || name]));
  const count = (text) => [...without.values()].filter((each) => each === text).length;
  return new Map([...without].map(([id, text]) => [id, count(text) === 1 ? text : names.get(id)]));
}
