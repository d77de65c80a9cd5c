using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>Warns of text files whose format a value may break out of.</summary>
internal static class FileLint
{
    private static readonly string[] Structured = [".json", ".yaml", ".yml"];

    /// <summary>Checks the files that are written as text.</summary>
    internal static void Check(SidecarProfile profile, MappingNode spec, ErrorList errors)
    {
        foreach (var file in WrittenTree.Items(spec["files"]).OfType<MappingNode>())
        {
            if (WrittenTree.Text(file["name"]) is not { } name || WrittenTree.Text(file["content"]) is not { } text || !WrittenTree.IsTemplate(text))
            {
                continue;
            }

            var references = WrittenTree.References(text).ToArray();
            if (references is [var only] && text == $"$({only})")
            {
                // The whole file is the parameter's: its author says so.
                continue;
            }

            var place = file["content"]!.Location;
            if (Array.Exists(Structured, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            {
                errors.Warn(place, $"'{name}' is written as text, in which a value can change the structure; write its content as objects and lists");
            }

            foreach (var parameter in profile.Parameters.Where(parameter => IsFree(parameter) && references.Any(reference => reference is { Root: "params" } && reference.Name == parameter.Name)))
            {
                errors.Warn(
                    place,
                    $"the parameter '{parameter.Name}' may hold anything, and '{name}' takes it as it is: quotes, semicolons, further settings; give it a pattern of what belongs there, or an enum");
            }
        }
    }

    private static bool IsFree(ProfileParameter parameter)
    {
        var type = parameter.Type is ParameterType.List ? parameter.ItemType : parameter.Type;
        return type is ParameterType.String or ParameterType.Text && parameter.Pattern is null && parameter.AllowedValues.IsEmpty;
    }
}
