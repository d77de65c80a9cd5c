using System.Collections.Immutable;

namespace Injector.Grammar.Workloads;

/// <summary>The kinds that contain a pod template, and its path. Kinds of the same name in other API groups do not count.</summary>
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

    /// <summary>Path from the object to its pod template; default when the kind has none. Empty for a Pod, which is its own template.</summary>
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
