using Injector.Core.Profiles;
using Injector.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>Warns about variables and annotations that an application may have set in part, and about lists of options that it may already have.</summary>
internal static class VariableRule
{
    private const string Scrape = "prometheus.io/";

    private static readonly string[] Partners = ["HOST", "PORT", "URL", "ADDR", "ADDRESS", "ENDPOINT", "PROTOCOL", "SCHEME"];

    /// <summary>Variables that contain several options, with their separators.</summary>
    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        ["JAVA_TOOL_OPTIONS"] = " ", ["JDK_JAVA_OPTIONS"] = " ", ["_JAVA_OPTIONS"] = " ", ["JAVA_OPTS"] = " ", ["CATALINA_OPTS"] = " ", ["NODE_OPTIONS"] = " ",
        ["RUBYOPT"] = " ", ["PERL5OPT"] = " ", ["PYTHONPATH"] = ":", ["NODE_PATH"] = ":", ["CLASSPATH"] = ":", ["PATH"] = ":", ["LD_LIBRARY_PATH"] = ":",
        ["LD_PRELOAD"] = ":", ["DOTNET_STARTUP_HOOKS"] = ":", ["DOTNET_ADDITIONAL_DEPS"] = ":", ["OTEL_RESOURCE_ATTRIBUTES"] = ",", ["NO_PROXY"] = ",",
        ["no_proxy"] = ",", ["GODEBUG"] = ",",
    };

    internal static void Check(LintContext context)
    {
        var variables = WrittenTree.Items(context.Spec["application"].Member("env")).OfType<MappingNode>().ToArray();
        CheckLists(variables, context);
        CheckPartners(variables, context);
        CheckScrape(context.Spec["pod"].Member("annotations"), context);
    }

    private static void CheckLists(IEnumerable<MappingNode> variables, LintContext context)
    {
        foreach (var variable in variables)
        {
            if (WrittenTree.Text(variable["name"]) is { } name && Lists.TryGetValue(name, out var separator) && variable["merge"] is null && variable["value"] is not null)
            {
                var between = separator == " " ? "" : $", separator: '{separator}'";
                context.Warn("unappended-options", variable.Location, $"an application that sets {name} itself keeps its value and gets nothing of this one; write merge: append{between} to add to it");
            }
        }
    }

    private static void CheckPartners(IEnumerable<MappingNode> variables, LintContext context)
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
            if (names.Length > 1 && !names.Any(WrittenTree.IsTemplate) && !AreGrouped(context.Profile, GroupKind.Env, names))
            {
                context.Warn(
                    "ungrouped-variables",
                    together.First().Location,
                    $"an application that sets one of {string.Join(", ", names)} gets the others beside it; write groups: [{{env: [{string.Join(", ", names)}]}}] to add them together or not at all");
            }
        }
    }

    private static void CheckScrape(TreeNode? annotations, LintContext context)
    {
        string[] keys = [.. (WrittenTree.Plain(annotations) as MappingNode)?.Entries.Select(entry => entry.Name).Where(key => key.StartsWith(Scrape, StringComparison.Ordinal)) ?? []];
        if (keys.Length > 1 && !AreGrouped(context.Profile, GroupKind.Annotations, keys))
        {
            context.Warn(
                "ungrouped-annotations",
                annotations!.Location,
                $"a pod that states one of {string.Join(", ", keys)} gets the others beside it; write groups: [{{annotations: ['{Scrape}*']}}] to add them together or not at all");
        }
    }

    private static bool AreGrouped(SidecarProfile profile, GroupKind kind, string[] names) =>
        profile.Groups.Any(group => group.Kind == kind && Array.TrueForAll(names, group.Holds));
}
