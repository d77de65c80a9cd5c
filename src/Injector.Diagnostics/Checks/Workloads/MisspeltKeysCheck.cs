using Injector.Core.Settings;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;
using Injector.Grammar.Messages;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Finds annotations and labels that look like Injector's but mean nothing.</summary>
internal sealed class MisspeltKeysCheck : ICheck
{
    private const string Name = "misspelt-keys";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        foreach (var asking in RequestingObject.Of(cluster))
        {
            foreach (var key in asking.Annotations.Keys)
            {
                if (OfAnnotation(key, asking, cluster) is { } finding)
                {
                    yield return finding;
                }
            }

            if (!asking.IsNamespace && asking.Labels.GetValueOrDefault(cluster.Scope.Keys.Injection) is { } value && value != "disabled")
            {
                yield return Finding.Problem(
                    Name,
                    $"{asking.Title} has the label {cluster.Scope.Keys.Injection}={value}, which means nothing on a pod",
                    $"On pods it knows disabled alone. Pods ask by the annotation {cluster.Scope.Keys.Inject}, such as {cluster.Scope.Keys.Inject}: logging.");
            }

            foreach (var key in asking.Labels.Keys.Where(key => MeansAnnotation(key, cluster.Scope.Keys)))
            {
                yield return Finding.Problem(Name, $"{asking.Title} has the label {key}, which Injector reads as an annotation", "Write it among the annotations.");
            }
        }
    }

    private static Finding? OfAnnotation(string key, RequestingObject asking, ClusterFacts cluster)
    {
        var keys = cluster.Scope.Keys;
        if (key == keys.Injection)
        {
            return Finding.Problem(Name, $"{asking.Title} has the annotation {key}, which Injector reads as a label", "Write it among the labels.");
        }

        string[] known = [keys.Inject, keys.Containers, keys.SidecarMode, keys.FixedUsers, keys.Resources, keys.Status, keys.Skipped];
        if (known.Contains(key) || key.StartsWith(keys.FilePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var at = key.IndexOf(keys.ParameterInfix, StringComparison.Ordinal);
        return at > 0
            ? OfParameter(key, key[..at], asking, cluster)
            : OfKey(key, asking, known, cluster);
    }

    private static Finding? OfKey(string key, RequestingObject asking, string[] known, ClusterFacts cluster)
    {
        var keys = cluster.Scope.Keys;
        var parameter = key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var near = NearestName.Of(key, known) ?? NearestName.Of(key, cluster.Catalogue.NamesFor(asking.Namespace).Select(profile => keys.Parameter(profile, parameter)));
        return near is not null || key.StartsWith($"{keys.Prefix}/", StringComparison.Ordinal)
            ? Finding.Problem(
                Name,
                $"{asking.Title} has the annotation {key}, which means nothing",
                near is null ? $"Remove it, or write one of {string.Join(", ", known[..3])}." : $"Did you mean {near}?")
            : null;
    }

    private static Finding? OfParameter(string key, string profile, RequestingObject asking, ClusterFacts cluster)
    {
        var names = cluster.Catalogue.NamesFor(asking.Namespace);
        return names.IsEmpty || names.Contains(profile)
            ? null
            : Finding.Problem(
                Name,
                $"{asking.Title} has the annotation {key}, but there is no profile {profile}",
                NearestName.Of(profile, names) is { } near ? $"Did you mean {near}{key[profile.Length..]}?" : $"Profiles here: {string.Join(", ", names)}.");
    }

    private static bool MeansAnnotation(string key, AnnotationKeys keys) =>
        key == keys.Inject || key == keys.Containers || key == keys.SidecarMode || key == keys.FixedUsers || key == keys.Resources || key.Contains(keys.ParameterInfix, StringComparison.Ordinal);
}
