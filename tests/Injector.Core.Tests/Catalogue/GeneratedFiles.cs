using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Testing.Catalogue;

namespace Injector.Core.Tests.Catalogue;

/// <summary>The files that built-in profiles generate, with every word and every example of their parameters.</summary>
internal static class GeneratedFiles
{
    private static readonly Version Native = new(1, 34);

    /// <summary>All files of a name, each with the parameters that led to it.</summary>
    public static IEnumerable<(string Because, JsonObject Content)> Named(string file) =>
        from profile in CataloguePod.Profiles
        where profile.Files.Any(generated => generated.Name == file)
        from parameters in Choices(profile)
        let content = Content(profile, file, parameters)
        where content is not null
        select ($"{profile.Name} {string.Join(' ', parameters.Select(parameter => $"{parameter.Key}={parameter.Value}"))}", content);

    /// <summary>One choice for each allowed word and each truth value; and for each of those one with the examples of all other parameters.</summary>
    private static IEnumerable<(string Key, string Value)[]> Choices(SidecarProfile profile)
    {
        foreach (var parameter in profile.Parameters)
        {
            IEnumerable<string> words = parameter.Type is ParameterType.Boolean ? ["true", "false"] : parameter.AllowedValues;
            foreach (var word in words)
            {
                (string, string) chosen = (Key(profile, parameter), word);
                var examples = profile.Parameters.Where(other => other != parameter).Select(other => (Key(profile, other), other.Example));
                yield return [chosen];
                yield return [.. examples, chosen];
            }
        }
    }

    private static string Key(SidecarProfile profile, ProfileParameter parameter) => $"{profile.Name}.injector.io/{parameter.Name}";

    private static JsonObject? Content(SidecarProfile profile, string file, (string Key, string Value)[] parameters)
    {
        var result = CataloguePod.Inject(CataloguePod.Complete(CataloguePod.Requesting(profile.Name, parameters), profile.Name), Native);
        result.Decision.ShouldBeOfType<InjectionDecision.Inject>((result.Decision as InjectionDecision.Deny)?.Message);
        var annotation = result.Plan!.Annotations.SingleOrDefault(entry => entry.Key == $"config.injector.io/{profile.Name}.{file}");
        return annotation.Value is null ? null : JsonNode.Parse(annotation.Value)!.AsObject();
    }
}
