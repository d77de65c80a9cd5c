using Injector.Core.Profiles;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>Warns of variables and annotations that an application may set in part, and of lists of options that it may have already.</summary>
internal static class VariableLint
{
    private const string Scrape = "prometheus.io/";

    private static readonly string[] Partners = ["HOST", "PORT", "URL", "ADDR", "ADDRESS", "ENDPOINT", "PROTOCOL", "SCHEME"];

    /// <summary>Variables that hold several options, with what stands between those.</summary>
    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        ["JAVA_TOOL_OPTIONS"] = " ", ["JDK_JAVA_OPTIONS"] = " ", ["_JAVA_OPTIONS"] = " ", ["JAVA_OPTS"] = " ", ["CATALINA_OPTS"] = " ", ["NODE_OPTIONS"] = " ",
        ["RUBYOPT"] = " ", ["PERL5OPT"] = " ", ["PYTHONPATH"] = ":", ["NODE_PATH"] = ":", ["CLASSPATH"] = ":", ["PATH"] = ":", ["LD_LIBRARY_PATH"] = ":",
        ["LD_PRELOAD"] = ":", ["DOTNET_STARTUP_HOOKS"] = ":", ["DOTNET_ADDITIONAL_DEPS"] = ":", ["OTEL_RESOURCE_ATTRIBUTES"] = ",", ["NO_PROXY"] = ",",
        ["no_proxy"] = ",", ["GODEBUG"] = ",",
    };

    /// <summary>Checks what the application and the pod receive.</summary>
    internal static void Check(SidecarProfile profile, MappingNode spec, ErrorList errors)
    {
        var variables = WrittenTree.Items(spec["application"].Member("env")).OfType<MappingNode>().ToArray();
        CheckLists(variables, errors);
        CheckPartners(profile, variables, errors);
        CheckScrape(profile, spec["pod"].Member("annotations"), errors);
    }

    private static void CheckLists(IEnumerable<MappingNode> variables, ErrorList errors)
    {
        foreach (var variable in variables)
        {
            if (WrittenTree.Text(variable["name"]) is { } name && Lists.TryGetValue(name, out var separator) && variable["merge"] is null && variable["value"] is not null)
            {
                var between = separator == " " ? "" : $", separator: '{separator}'";
                errors.Warn(variable.Location, $"an application that sets {name} itself keeps its value and gets nothing of this one; write merge: append{between} to add to it");
            }
        }
    }

    private static void CheckPartners(SidecarProfile profile, IEnumerable<MappingNode> variables, ErrorList errors)
    {
        var partners =
            from variable in variables
            let name = WrittenTree.Text(variable["name"])
            where name is not null
            let mark = name.LastIndexOf('_')
            where mark > 0 && Partners.Contains(name[(mark + 1)..])
            group (Name: name, variable.Location) by name[..mark];
        foreach (var together in partners)
        {
            string[] names = [.. together.Select(one => one.Name).Distinct(StringComparer.Ordinal)];
            if (names.Length > 1 && !names.Any(WrittenTree.IsTemplate) && !AreGrouped(profile, GroupKind.Env, names))
            {
                errors.Warn(
                    together.First().Location,
                    $"an application that sets one of {string.Join(", ", names)} gets the others beside it; write groups: [{{env: [{string.Join(", ", names)}]}}] to add them together or not at all");
            }
        }
    }

    private static void CheckScrape(SidecarProfile profile, TreeNode? annotations, ErrorList errors)
    {
        string[] keys = [.. (WrittenTree.Plain(annotations) as MappingNode)?.Entries.Select(entry => entry.Name).Where(key => key.StartsWith(Scrape, StringComparison.Ordinal)) ?? []];
        if (keys.Length > 1 && !AreGrouped(profile, GroupKind.Annotations, keys))
        {
            errors.Warn(
                annotations!.Location,
                $"a pod that states one of {string.Join(", ", keys)} gets the others beside it; write groups: [{{annotations: ['{Scrape}*']}}] to add them together or not at all");
        }
    }

    private static bool AreGrouped(SidecarProfile profile, GroupKind kind, string[] names) =>
        profile.Groups.Any(group => group.Kind == kind && Array.TrueForAll(names, group.Holds));
}
