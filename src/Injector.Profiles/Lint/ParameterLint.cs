using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>Warns of parameters that do nothing, of defaults that are no variables, and of secrets that would stand in an annotation.</summary>
internal static class ParameterLint
{
    /// <summary>Checks the parameters.</summary>
    internal static void Check(SidecarProfile profile, MappingNode spec, ErrorList errors)
    {
        var used = ProfileReferences.Of(profile)
            .Concat(profile.Parameters.SelectMany(parameter => parameter.RequiredWhen?.References ?? []))
            .Where(reference => reference.Root == "params")
            .Select(reference => reference.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var source in WrittenTree.Items(spec["parameters"]).OfType<MappingNode>())
        {
            if (profile.Parameters.FirstOrDefault(parameter => parameter.Name == WrittenTree.Text(source["name"])) is not { } parameter)
            {
                continue;
            }

            CheckDefault(source, errors);
            if (!used.Contains(parameter.Name))
            {
                errors.Warn(source.Location, $"nothing refers to the parameter '{parameter.Name}', so that what a pod writes does nothing; write $(params.{parameter.Name}) where it counts, or remove it");
            }

            if (parameter.Type is ParameterType.String or ParameterType.Text or ParameterType.List && SecretNames.IsSecret(parameter.Name))
            {
                errors.Warn(
                    source.Location,
                    $"the value of '{parameter.Name}' would stand in an annotation, for everybody to read who may see the pod; take the name of a Secret instead and use valueFrom: {{secretKeyRef: ...}}");
            }
        }
    }

    private static void CheckDefault(MappingNode source, ErrorList errors)
    {
        if (WrittenTree.Text(source["default"]) is not { } text || WrittenTree.References(text).FirstOrDefault() is not { } reference)
        {
            return;
        }

        var isFact = reference.Root is "app" or "pod" or "workload" && text == $"$({reference})";
        errors.Warn(source["default"]!.Location, isFact
            ? $"a default is a constant, so this is the text '{text}'; write defaultFrom: {reference}"
            : $"a default is a constant, so '$({reference})' stays as it is written; put the variable where the parameter is used");
    }
}
