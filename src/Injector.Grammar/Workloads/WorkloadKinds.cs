using System.Collections.Immutable;

namespace Injector.Grammar.Workloads;

/// <summary>The kinds that carry a pod template, and where. Kinds of the same name in a foreign API group are none of ours.</summary>
internal static class WorkloadKinds
{
    private static readonly ImmutableArray<string> InSpec = ["spec", "template"];

    /// <summary>The kinds as API servers serve them, in the order of reports.</summary>
    public static ImmutableArray<ServedKind> Served { get; } =
    [
        new("", "Pod", "po", "v1"),
        new("apps", "Deployment", "deploy", "v1"),
        new("apps", "StatefulSet", "sts", "v1"),
        new("apps", "DaemonSet", "ds", "v1"),
        new("apps", "ReplicaSet", "rs", "v1"),
        new("batch", "Job", "", "v1"),

        // Before 1.21 CronJobs were beta.
        new("batch", "CronJob", "cj", "v1", "v1beta1"),
        new("", "ReplicationController", "rc", "v1"),
        new("", "PodTemplate", "", "v1"),
        new("apps.openshift.io", "DeploymentConfig", "dc", "v1"),
        new("argoproj.io", "Rollout", "ro", "v1alpha1"),
    ];

    /// <summary>Path from an object of a served kind to its pod template.</summary>
    public static ImmutableArray<string> TemplatePath(string kind) => TemplatePath(Served.First(served => served.Name == kind).Group, kind);

    /// <summary>Path from the object to its pod template; default when the kind carries none. Empty for a Pod, which is its own template.</summary>
    /// <param name="group">API group; empty for the core group.</param>
    /// <param name="kind">Kind.</param>
    public static ImmutableArray<string> TemplatePath(string group, string kind) => (group, kind) switch
    {
        ("", "Pod") => [],
        ("", "PodTemplate") => ["template"],
        ("", "ReplicationController") => InSpec,
        ("apps" or "extensions", "Deployment" or "DaemonSet" or "ReplicaSet") => InSpec,
        ("apps", "StatefulSet") => InSpec,
        ("batch" or "extensions", "Job") => InSpec,
        ("batch", "CronJob") => ["spec", "jobTemplate", "spec", "template"],
        ("apps.openshift.io" or "", "DeploymentConfig") => InSpec,
        ("argoproj.io", "Rollout") => InSpec,
        _ => default,
    };

    /// <summary>The group of an <c>apiVersion</c>; empty for the core group.</summary>
    public static string GroupOf(string apiVersion) => apiVersion.IndexOf('/') is var slash and >= 0 ? apiVersion[..slash] : "";
}

/// <summary>A kind of objects, as API servers serve it and kubectl names it.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Name">The kind, such as <c>Deployment</c>.</param>
/// <param name="ShortName">Short name in kubectl; empty when there is none.</param>
/// <param name="Versions">Versions of the group that serve it, newest first.</param>
internal sealed record ServedKind(string Group, string Name, string ShortName, params ImmutableArray<string> Versions)
{
    private readonly string _singular = Name.ToLowerInvariant();

    /// <summary>The resource with its group, as roles name it, such as <c>deployments.apps</c>.</summary>
    public string Resource => Group.Length == 0 ? $"{_singular}s" : $"{_singular}s.{Group}";

    /// <summary>Names that kubectl accepts for it, in lower case; the shortest comes last.</summary>
    public ImmutableArray<string> Names => ShortName.Length == 0 ? [$"{_singular}s", _singular] : [_singular, $"{_singular}s", ShortName];

    /// <summary>Paths of the collection, newest version first; those of all namespaces without one.</summary>
    public IEnumerable<string> Paths(string? @namespace) => Versions.Select(
        version => $"/{(Group.Length == 0 ? "api" : $"apis/{Group}")}/{version}{(@namespace is null ? "" : $"/namespaces/{@namespace}")}/{_singular}s");
}
