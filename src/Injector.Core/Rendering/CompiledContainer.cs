using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>
/// A container of a profile whose templates are compiled. In <c>command</c>, <c>args</c>, <c>env</c>, <c>subPathExpr</c> and the commands of probes the
/// kubelet replaces <c>$(NAME)</c>, which a value must not set off; hooks run what they say.
/// </summary>
/// <param name="Template">The container.</param>
/// <param name="IsSidecar">Whether it is one of the profile's sidecars.</param>
/// <param name="Program">The container object.</param>
/// <param name="When">When given, the container is added only if this holds.</param>
/// <param name="Position">Its position where variables decide it; <see langword="null"/> when it is constant.</param>
internal sealed record CompiledContainer(ProfileContainer Template, bool IsSidecar, TemplateProgram Program, CompiledCondition? When, TemplateProgram? Position)
{
    public static CompiledContainer Of(ProfileContainer container, bool isSidecar, TemplateCompiler compiler, TemplateVariables variables) => new(
        container,
        isSidecar,
        container.Container is TemplateNode.Object fields
            ? TemplateCompiler.Object([.. fields.Members.Select(member => (JsonName.Of(member.Name), Field(container, member, compiler)))])
            : compiler.Compile(container.Container),
        variables.Compile(container.When),
        container.PositionTemplate is { } position ? compiler.Compile(position) : null);

    private static TemplateProgram Field(ProfileContainer container, TemplateMember field, TemplateCompiler compiler) => field.Name switch
    {
        // With the application's variables in the container, a command of the pod's author means there what it means in the application's container.
        "command" or "args" when container.Copy.Contains("env") => compiler.Compile(field.Value),
        "command" or "args" or "env" => compiler.Compile(field.Value, TemplatePlace.Expanded),
        "volumeMounts" => compiler.Compile(field.Value, TemplatePlace.Mounts),
        "livenessProbe" or "readinessProbe" or "startupProbe" when field.Value is TemplateNode.Object probe => TemplateCompiler.Object(
            [.. probe.Members.Select(part => (JsonName.Of(part.Name), compiler.Compile(part.Value, part.Name == "exec" ? TemplatePlace.Expanded : TemplatePlace.Plain)))]),
        _ => compiler.Compile(field.Value),
    };
}
