import { type DeclarationReflection, type ProjectReflection, ReflectionKind } from "typedoc";

/** Every public name without a word of its own: what is exported, and the members of exported interfaces, classes and object types. */
export function undocumented(project: ProjectReflection): string[] {
  const names = new Set<string>();
  for (const module of project.getChildrenByKind(ReflectionKind.Module))
    for (const exported of module.children ?? []) {
      if (!isDocumented(exported)) names.add(`${module.name} ${exported.name}`);
      for (const member of membersOf(exported))
        if (!isDocumented(member)) names.add(`${module.name} ${exported.name}.${member.name}`);
    }
  return [...names].sort();
}

/** Members that the name itself declares: what it inherits is held where it is declared. */
function membersOf(exported: DeclarationReflection): DeclarationReflection[] {
  const type = exported.type?.type === "reflection" ? exported.type.declaration : undefined;
  return [...(exported.children ?? []), ...(type?.children ?? [])].filter(
    (member) => !member.inheritedFrom && !member.overwrites && !member.kindOf(ReflectionKind.Constructor),
  );
}

function isDocumented(reflection: DeclarationReflection): boolean {
  if (reflection.kindOf(ReflectionKind.Reference)) return true;
  return reflection.hasComment() || (reflection.signatures ?? []).some((signature) => signature.hasComment());
}
