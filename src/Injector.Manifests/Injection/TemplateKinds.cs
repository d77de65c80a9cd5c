using System.Collections.Immutable;
using System.Globalization;
using Injector.Grammar.Workloads;
using Injector.Manifests.Documents;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>
/// Additional kinds with pod templates, as given on the command line: <c>Service.serving.knative.dev=spec.template</c>, and with <c>[*]</c> for each item of a
/// list or <c>*</c> for each member, <c>JobSet.jobset.x-k8s.io=spec.replicatedJobs[*].template.spec.template</c>.
/// </summary>
internal sealed class TemplateKinds
{
    private const string Each = "*";

    private readonly Dictionary<string, List<ImmutableArray<string>>> _paths = new(StringComparer.Ordinal);

    /// <summary>No additional kinds.</summary>
    public static TemplateKinds None { get; } = new();

    /// <summary>Adds one kind; <see langword="false"/> when the text is not of the form <c>KIND.GROUP=PATH</c>. A kind may have several paths.</summary>
    public bool TryAdd(string text)
    {
        if (text.Split('=') is not [var kind, var path] || kind.IndexOf('.', StringComparison.Ordinal) <= 0 || kind.EndsWith('.') || Steps(path) is not { } steps)
        {
            return false;
        }

        if (!_paths.TryGetValue(kind, out var all))
        {
            _paths.Add(kind, all = []);
        }

        all.Add(steps);
        return true;
    }

    /// <summary>The object once for each of its pod templates; unchanged when its kind was not given.</summary>
    public IEnumerable<ManifestObject> Apply(ManifestObject found)
    {
        if (!_paths.TryGetValue($"{found.Kind}.{WorkloadKinds.GroupOf(found.ApiVersion)}", out var paths))
        {
            return [found];
        }

        var several = paths.Count > 1 || paths[0].Contains(Each);
        List<ManifestObject> parts =
        [
            .. paths.SelectMany(path => Places(found.Root, path)).Select(place => found with { TemplatePath = place, Part = several ? string.Join('.', place) : "" }),
        ];

        // If there are none, the first path is used to report what is missing.
        return parts.Count > 0 ? parts : [found with { TemplatePath = paths[0] }];
    }

    /// <summary>The concrete paths that a path with wildcards matches; a path without wildcards is returned unchanged, whether it exists or not.</summary>
    private static IEnumerable<ImmutableArray<string>> Places(TreeNode? node, ImmutableArray<string> path)
    {
        var each = path.IndexOf(Each);
        if (each < 0)
        {
            return [path];
        }

        for (var i = 0; i < each; i++)
        {
            node = ManifestObject.Step(node, path[i]);
        }

        IEnumerable<(string Name, TreeNode? Node)> members = node switch
        {
            SequenceNode sequence => sequence.Items.Select((item, index) => (index.ToString(CultureInfo.InvariantCulture), (TreeNode?)item)),
            MappingNode mapping => mapping.Entries.Select(entry => (entry.Key.JsonText, (TreeNode?)entry.Value)),
            _ => [],
        };
        return members.SelectMany(member => Places(member.Node, path[(each + 1)..]).Select(rest => ImmutableArray.Create<string>([.. path[..each], member.Name, .. rest])));
    }

    private static ImmutableArray<string>? Steps(string path)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        foreach (var step in path.Split('.'))
        {
            var name = step;
            var indexes = new List<string>();
            while (name.EndsWith(']') && name.LastIndexOf('[') is var open and >= 0)
            {
                indexes.Insert(0, name[(open + 1)..^1]);
                name = name[..open];
            }

            if (string.IsNullOrWhiteSpace(name) || indexes.Exists(index => index != Each && !uint.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            {
                return null;
            }

            steps.Add(name);
            steps.AddRange(indexes);
        }

        return steps.ToImmutable();
    }
}
